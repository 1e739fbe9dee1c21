using System.Diagnostics;
using Portal.Benchmarks.Tenancy;
using Portal.Domain.Tenancy;

namespace Portal.Benchmarks.Operations;

/// <summary>What asking for an operation adds to a transaction that does something anyway: the median with, less the median without, taken in turns.</summary>
internal sealed class EnqueueMetric : IOperationsMetric
{
    public IReadOnlyList<Goal> Goals { get; } = [new("enqueue_ms", "ms", 1)];

    public async Task<IReadOnlyList<double>> MeasureAsync(QueueStage stage, bool quick, CancellationToken cancellationToken)
    {
        var calls = quick ? 300 : 2_000;
        var (with, without) = (new List<double>(calls), new List<double>(calls));
        for (var call = -100; call < calls; call++)
        {
            var tenant = new TenantId(stage.Tenants[Math.Abs(call) % stage.Tenants.Count]);
            var (asking, bare) = (await TimeAsync(stage, tenant, asks: true, cancellationToken), await TimeAsync(stage, tenant, asks: false, cancellationToken));
            if (call >= 0)
            {
                with.Add(asking);
                without.Add(bare);
            }
        }

        await stage.ExecuteAsync("update portal.operation set state = 'canceled' where state = 'queued'", cancellationToken);
        return [Percentiles.P50(with) - Percentiles.P50(without)];
    }

    private static async Task<double> TimeAsync(QueueStage stage, TenantId tenant, bool asks, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        await using var work = await stage.Units.BeginAsync(tenant, cancellationToken);
        // What a use case does: it has the model and changes something.
        _ = work.Db;
        work.Publish("bench", "x");
        if (asks)
        {
            work.Enqueue("test.nothing", work.NewId().ToString(), ("thing", "x"), "{}", "c", "bench");
        }

        await work.CommitAsync(cancellationToken);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
