using Portal.Domain;
using Portal.Domain.Access;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Database;

namespace Portal.Audit;

/// <summary>The whole log to take away: as lines that can be proved, or as a table for people. Who took it is in it.</summary>
internal sealed class ExportAudit(TenantUnitOfWorks units, AuditReading reading)
{
    public async Task<Result<AuditDownload>> ExecuteAsync(Caller caller, string? format, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadAudit) is { } forbidden)
        {
            return forbidden;
        }

        if (format is not ("jsonl" or "csv"))
        {
            return new InvalidFields([new("/format", FieldText.Excerpt(format), "A format is jsonl or csv.")]);
        }

        await reading.NoteExportAsync(caller, format, cancellationToken);
        await AuditSequencer.RunAsync(units, caller.Tenant, cancellationToken);
        return new AuditDownload(format, async (target, stop) =>
        {
            await using var snapshot = await units.BeginSnapshotAsync(caller.Tenant, stop);
            await (format == "jsonl" ? AuditExport.WriteAsync(snapshot, target, stop) : AuditTable.WriteAsync(snapshot, target, stop));
        });
    }
}
