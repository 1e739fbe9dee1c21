namespace Portal.Domain.Objectives;

/// <summary>What is counted: OpenSLO's ratio metric of counters.</summary>
/// <param name="Source">OpenSLO's <c>metricSource.type</c>: <c>rollout</c>, the requests of a rollout's pods, or <c>prometheus</c>.</param>
/// <param name="Total">All events: a rollout's name, or a query of a counter.</param>
/// <param name="Counted">The good or the bad ones: a query; empty for a rollout, which knows what failed.</param>
/// <param name="CountsBad">Whether those are the bad ones.</param>
/// <param name="Url">Where Prometheus is; null for a rollout.</param>
public sealed record ObjectiveIndicator(string Source, string Total, string Counted, bool CountsBad, string? Url)
{
    /// <summary>A Secret that the server is signed in to with; null without.</summary>
    public string? Secret { get; init; }
}
