using System.Diagnostics;

namespace Portal.Benchmarks.Operations;

/// <summary>Operations that do nothing, all due at once, until two operators have done them all, each with its step and its news.</summary>
internal sealed class ThroughputMetric : IOperationsMetric
{
    public IReadOnlyList<Goal> Goals { get; } = [new("operations_per_s", "/s", 300, IsLeast: true)];

    public async Task<IReadOnlyList<double>> MeasureAsync(QueueStage stage, bool quick, CancellationToken cancellationToken)
    {
        var count = quick ? 1_500 : 10_000;
        await stage.StartOperatorsAsync(cancellationToken);
        var began = Stopwatch.GetTimestamp();
        await stage.InsertAsync(count, cancellationToken);
        await stage.UntilDoneAsync(cancellationToken);
        return [count / Stopwatch.GetElapsedTime(began).TotalSeconds];
    }
}
