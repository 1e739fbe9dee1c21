using System.Diagnostics;
using Portal.Domain.Access;
using Portal.Domain.Audit;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Audit;

namespace Portal.Benchmarks.Operations;

/// <summary>
/// How many records a second get their places in their tenants' trees: what whoever signs or reads does for those who wrote. Two for each operation that two operators do.
/// </summary>
internal sealed class SequenceMetric : IOperationsMetric
{
    private const int ATurn = 1_500;

    private static readonly AuditEntry Entry = new("plugin.configured", "plugin", "plg_01", "Catalog", new Dictionary<string, string> { ["version"] = "1.4.2" })
    {
        Changes = [new("url", "https://catalog.example/a", "https://catalog.example/b")],
    };

    public IReadOnlyList<Goal> Goals { get; } = [new("audit_sequenced_per_s", "/s", 600, IsLeast: true)];

    public async Task<IReadOnlyList<double>> MeasureAsync(QueueStage stage, bool quick, CancellationToken cancellationToken)
    {
        var tenants = stage.Tenants.Take(4).Select(tenant => new TenantId(tenant)).ToList();
        var (records, took) = (0L, TimeSpan.Zero);
        // What others have left first: it is not counted.
        for (var round = 0; round < (quick ? 2 : 6); round++)
        {
            foreach (var tenant in tenants)
            {
                var began = Stopwatch.GetTimestamp();
                await AuditSequencer.RunAsync(stage.Units, tenant, cancellationToken);
                if (round > 0)
                {
                    took += Stopwatch.GetElapsedTime(began);
                    records += ATurn;
                }

                await RecordAsync(stage, tenant, cancellationToken);
            }
        }

        return [records / took.TotalSeconds];
    }

    private static async Task RecordAsync(QueueStage stage, TenantId tenant, CancellationToken cancellationToken)
    {
        var caller = new Caller(tenant, PrincipalKind.System, default, "bench", "Bench", Role.Admin, "c");
        for (var at = 0; at < ATurn; at += 100)
        {
            await using var work = await stage.Units.BeginAsync(tenant, cancellationToken);
            for (var i = 0; i < 100; i++)
            {
                work.Audit(caller, Entry);
            }

            await work.CommitAsync(cancellationToken);
        }
    }
}
