namespace Portal.Remediations;

/// <summary>One time that something was done.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Remedy">What, in words.</param>
/// <param name="By">A person, or the operator.</param>
/// <param name="Operation">That carries it out.</param>
/// <param name="At">When it was asked for.</param>
/// <param name="DoneAt">Null while it is under way.</param>
/// <param name="Outcome">What came of it.</param>
public sealed record RemediationAttemptView(int Number, string Remedy, string By, string Operation, DateTimeOffset At, DateTimeOffset? DoneAt, string? Outcome);
