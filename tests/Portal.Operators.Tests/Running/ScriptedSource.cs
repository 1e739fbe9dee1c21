using System.Text.Json.Nodes;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Rollouts.Metrics;

namespace Portal.Operators.Tests.Running;

/// <summary>Measurements as a test writes them: the nth reading of a story.</summary>
internal sealed class ScriptedSource(Func<int, MetricReading> story) : IMetricSources, IMetricSource
{
    public int Readings { get; private set; }

    /// <summary>Counters of both arms that have grown by as much at every reading.</summary>
    public static MetricReading Growing(int reading, double stableErrors, double canaryErrors, double slow = 0) => new(
    [
        new PodCounters("stable", Arm.Stable, 80.0 * reading, stableErrors * reading, 0),
        new PodCounters("canary", Arm.Canary, 20.0 * reading, canaryErrors * reading, slow * reading),
    ]);

    public IMetricSource Open(JsonObject rollout) => this;

    public Task<MetricReading> ReadAsync(MetricScope scope, CancellationToken cancellationToken) => Task.FromResult(story(++Readings));
}
