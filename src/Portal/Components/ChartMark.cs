namespace Portal.Components;

/// <summary>A moment worth a line across the chart.</summary>
/// <param name="At">When.</param>
/// <param name="Label">What happened.</param>
/// <param name="Style"><c>plain</c> or <c>danger</c>.</param>
public sealed record ChartMark(DateTimeOffset At, string Label, string Style = "plain");
