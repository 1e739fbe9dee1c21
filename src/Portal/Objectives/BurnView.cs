namespace Portal.Objectives;

/// <summary>One pair of windows: it is active while both burn faster than the factor.</summary>
/// <param name="Severity"><c>page</c> or <c>ticket</c>.</param>
/// <param name="Factor">Times of what the budget allows.</param>
public sealed record BurnView(string Severity, string LongWindow, string ShortWindow, double Factor, double LongRate, double ShortRate, bool Active);
