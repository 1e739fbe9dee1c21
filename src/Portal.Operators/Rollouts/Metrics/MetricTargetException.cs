namespace Portal.Operators.Rollouts.Metrics;

/// <summary>An address that is not asked; the message may be shown.</summary>
internal sealed class MetricTargetException(string message) : IOException(message);
