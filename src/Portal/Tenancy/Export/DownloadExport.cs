using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy.Export;

namespace Portal.Tenancy.Export;

/// <summary>Hands an archive out. The audit log has it before the first byte leaves.</summary>
internal sealed class DownloadExport(TenantUnitOfWorks units, TenantExports exports)
{
    public async Task<Result<ExportDownload>> ExecuteAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ExportTenant) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var row = ExportId.TryParse(id, out var export)
            ? await work.Db.Set<TenantExportRow>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == export, cancellationToken)
            : null;
        if (row is null)
        {
            return new NotFound("export", id);
        }

        if (row.State != ExportState.Ready || row.ExpiresAt < work.Now)
        {
            return new ExportNotReady(export, row.State == ExportState.Ready ? ExportState.Expired : row.State);
        }

        work.Audit(caller, new("tenant.export-downloaded", "export", id, "Export", new Dictionary<string, string> { ["digest"] = row.Digest! }));
        await work.CommitAsync(cancellationToken);
        var content = await exports.OpenAsync(caller.Tenant, export, cancellationToken);
        // Removed a moment ago, for its time or for a newer one.
        return content.Length == row.Bytes ? new ExportDownload(row.CreatedAt, row.Digest!, content) : new ExportNotReady(export, ExportState.Expired);
    }
}
