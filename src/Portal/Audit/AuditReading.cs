using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Infrastructure.Audit;
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
    private static readonly TimeSpan Visit = TimeSpan.FromMinutes(15);

    /// <summary>Notes it, and sees to it that all that was recorded before can be read.</summary>
    public async Task NoteAsync(Caller caller, CancellationToken cancellationToken)
    {
        await AuditSequencer.RunAsync(units, caller.Tenant, cancellationToken);
        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var since = work.Now - Visit;
        // By the actor's name, for which there is an index; the principal is what counts.
        if (!await work.Db.Set<AuditRecordRow>().AnyAsync(
            r => r.ActorName == caller.Name && r.Principal == caller.Principal && r.Action == Read && r.OccurredAt > since, cancellationToken))
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
