using Portal.Domain.Access;
using Portal.Infrastructure.Database;

namespace Portal.Audit;

/// <summary>
/// Whoever reads the log is in the log: once for a visit, not for each page of it, and never because the log itself moved on. A principal who goes on reading
/// is written down again after a quarter of an hour; taking the log away is written down every time.
/// </summary>
internal sealed class AuditReading(TenantUnitOfWorks units)
{
    private const string Read = "audit.read";
    private const string Exported = "audit.exported";

    // By the actor's name, for which there is an index; the principal is what counts. Among what waits for its place, too: in a log that takes no more, an open
    // page would otherwise be written down, told of it, and written down again.
    private const string IsNoted =
        """
        select exists (select from audit_record where tenant_id = $1 and actor_name = $2 and principal = $3 and action = $4 and occurred_at > $5)
            or exists (select from audit_pending_record where tenant_id = $1 and actor_name = $2 and principal = $3 and action = $4 and occurred_at > $5)
        """;

    private static readonly TimeSpan Visit = TimeSpan.FromMinutes(15);

    public async Task NoteAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        await using var look = work.Command(IsNoted).With(caller.Tenant.Value, caller.Name, caller.Principal, Read, work.Now - Visit);
        if (await look.ExecuteScalarAsync(cancellationToken) is not true)
        {
            await WriteAsync(work, caller, Read, new Dictionary<string, string>(), cancellationToken);
        }
    }

    public async Task NoteExportAsync(Caller caller, string format, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        await WriteAsync(work, caller, Exported, new Dictionary<string, string> { ["format"] = format }, cancellationToken);
    }

    private static Task WriteAsync(TenantUnitOfWork work, Caller caller, string action, Dictionary<string, string> detail, CancellationToken cancellationToken)
    {
        work.Audit(caller, new(action, "log", "audit", "Audit log", detail));
        return work.CommitAsync(cancellationToken);
    }
}
