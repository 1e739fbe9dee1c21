using Portal.Benchmarks.Tenancy;
using Portal.Domain.Tenancy;

namespace Portal.Benchmarks.Operations;

/// <summary>From commit to the beginning of the attempt, of single operations asked for 25 ms apart, by the clock of one machine.</summary>
internal sealed class StartMetric : IOperationsMetric
{
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(25);

    public IReadOnlyList<Goal> Goals { get; } = [new("start_p50_ms", "ms", 500), new("start_p99_ms", "ms", 2000)];

    public async Task<IReadOnlyList<double>> MeasureAsync(QueueStage stage, bool quick, CancellationToken cancellationToken)
    {
        await stage.StartOperatorsAsync(cancellationToken);
        var committed = new Dictionary<Guid, DateTimeOffset>();
        for (var i = 0; i < (quick ? 100 : 1_000); i++)
        {
            await using (var work = await stage.Units.BeginAsync(new TenantId(stage.Tenants[i % stage.Tenants.Count]), cancellationToken))
            {
                var id = work.Enqueue("test.nothing", work.NewId().ToString(), ("thing", "x"), "{}", "c", "bench");
                await work.CommitAsync(cancellationToken);
                committed[id.Value] = TimeProvider.System.GetUtcNow();
            }

            await Task.Delay(Apart, cancellationToken);
        }

        await stage.UntilDoneAsync(cancellationToken);
        var waits = new List<double>(committed.Count);
        await using var read = stage.Superuser.CreateCommand("select id, started_at from portal.operation where id = any ($1)");
        read.Parameters.Add(new() { Value = committed.Keys.ToArray() });
        await using var row = await read.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            waits.Add(Math.Max(0, (row.GetFieldValue<DateTimeOffset>(1) - committed[row.GetGuid(0)]).TotalMilliseconds));
        }

        return [Percentiles.P50(waits), Percentiles.P99(waits)];
    }
}
