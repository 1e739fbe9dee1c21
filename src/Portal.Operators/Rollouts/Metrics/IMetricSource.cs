namespace Portal.Operators.Rollouts.Metrics;

/// <summary>
/// Where the measurements of one attempt at one revision come from. Asked again only when it has answered, so it may remember what it saw before.
/// What cannot be read is said in the reading and never thrown, but for cancellation.
/// </summary>
internal interface IMetricSource
{
    Task<MetricReading> ReadAsync(MetricScope scope, CancellationToken cancellationToken);
}
