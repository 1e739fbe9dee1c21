using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;
using Portal.Infrastructure.Tenancy.Export;

namespace Portal.Tenancy.Export;

/// <summary>Orders an archive of all that the tenant owns; the operator makes it. One at a time, and none where no storage is left to keep it in.</summary>
internal sealed class StartExport(TenantUnitOfWorks units)
{
    public async Task<Result<ExportView>> ExecuteAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ExportTenant) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var storage = (await work.ReadQuotasAsync(cancellationToken)).Single(quota => quota.Resource == QuotaResource.StorageBytes);
        if (storage.Level == QuotaLevel.Reached)
        {
            return new QuotaExceeded(storage.Resource, storage.Limit, storage.Used);
        }

        var id = new ExportId(work.NewId());
        var row = new TenantExportRow
        {
            TenantId = caller.Tenant,
            Id = id,
            OperationId = work.Enqueue(OperationKind.ExportTenant, "export", ("export", id.ToString()), "{}", caller.CorrelationId, caller.Name),
            State = ExportState.Queued,
            RequestedBy = caller.Name,
            CreatedAt = work.Now,
        };
        work.Db.Add(row);
        work.Audit(caller, new("tenant.export-requested", "export", id.ToString(), "Export", new Dictionary<string, string>()) { Changes = [new("state", null, row.State.ToString())] });
        work.Publish(Topic.Export, id.ToString());
        try
        {
            await work.CommitAsync(cancellationToken);
        }
        catch (DbUpdateException clash) when (clash.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return new ExportUnderWay();
        }

        return ExportQueries.View(row);
    }
}
