using System.Diagnostics;
using Portal.Benchmarks.Tenancy;
using Portal.Domain.Access;
using Portal.Domain.Audit;
using Portal.Domain.Tenancy;

namespace Portal.Benchmarks.Operations;

/// <summary>
/// What an audit record adds to a transaction that changes and tells something anyway: the median with, less the median without, taken in turns, each first
/// as often as the other. Its place in the tenant's tree is given outside of it: <see cref="SequenceMetric"/>.
/// </summary>
internal sealed class AppendMetric : IOperationsMetric
{
    private static readonly MemberId Member = new(Guid.CreateVersion7());

    private static readonly AuditEntry Entry = new("plugin.configured", "plugin", "plg_01", "Catalog", new Dictionary<string, string> { ["version"] = "1.4.2" })
    {
        Changes = [new("url", "https://catalog.example/a", "https://catalog.example/b"), new("contact", null, "ada@acme.example", IsPersonal: true)],
    };

    private const int WarmUp = 5_000;

    public IReadOnlyList<Goal> Goals { get; } = [new("audit_append_ms", "ms", 0.2)];

    public async Task<IReadOnlyList<double>> MeasureAsync(QueueStage stage, bool quick, CancellationToken cancellationToken)
    {
        var calls = quick ? 500 : 3_000;
        var (with, without) = (new List<double>(calls), new List<double>(calls));
        // A process that has run for a while: the runtime compiles what is called often again, and times fall until it is done with it.
        for (var call = -WarmUp; call < calls; call++)
        {
            var tenant = new TenantId(stage.Tenants[Math.Abs(call / 2) % stage.Tenants.Count]);
            for (var turn = 0; turn < 2; turn++)
            {
                var records = (turn == 0) == (call % 2 == 0);
                var took = await TimeAsync(stage, tenant, records, cancellationToken);
                if (call >= 0)
                {
                    (records ? with : without).Add(took);
                }
            }
        }

        return [Percentiles.P50(with) - Percentiles.P50(without)];
    }

    private static async Task<double> TimeAsync(QueueStage stage, TenantId tenant, bool records, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        await using var work = await stage.Units.BeginAsync(tenant, cancellationToken);
        _ = work.Db;
        work.Publish("bench", "x");
        if (records)
        {
            work.Audit(new(tenant, PrincipalKind.Member, Member, Member.ToString(), "Ada Lovelace", Role.Admin, "c") { Address = "203.0.113.7" }, Entry);
        }

        await work.CommitAsync(cancellationToken);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
