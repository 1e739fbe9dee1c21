namespace Portal.Operators.Rollouts.Metrics.Windows;

/// <summary>What is counted.</summary>
internal enum WindowMeasure
{
    Requests,
    Errors,
    Slow,
}
