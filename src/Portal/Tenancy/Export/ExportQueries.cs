using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy.Export;

namespace Portal.Tenancy.Export;

/// <summary>The tenant's archives, and which of them are still there.</summary>
internal sealed class ExportQueries(TenantUnitOfWorks units, Cursors cursors)
{
    private const string List = "exports";

    public async Task<Result<Page<ExportView>>> ListAsync(Caller caller, PageRequest page, CancellationToken cancellationToken)
    {
        var cursor = cursors.Read(caller.Tenant, List, page.Cursor);
        if ((caller.Lacks(Permission.ExportTenant) ?? page.Check() ?? cursor.Error) is { } refused)
        {
            return refused;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var rows = work.Db.Set<TenantExportRow>().AsNoTracking();
        if (cursor.Value is { } position)
        {
            var before = new DateTimeOffset(long.Parse(position, CultureInfo.InvariantCulture), TimeSpan.Zero);
            rows = rows.Where(e => e.CreatedAt < before);
        }

        var found = await rows.OrderByDescending(e => e.CreatedAt).Take(page.Take + 1).ToListAsync(cancellationToken);
        var items = found.Take(page.Take).Select(View).ToList();
        var next = found.Count > items.Count ? cursors.Write(caller.Tenant, List, items[^1].CreatedAt.UtcTicks.ToString(CultureInfo.InvariantCulture)) : null;
        return new Page<ExportView>(items, next);
    }

    public async Task<Result<ExportView>> FindAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ExportTenant) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var row = ExportId.TryParse(id, out var export)
            ? await work.Db.Set<TenantExportRow>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == export, cancellationToken)
            : null;
        return row is null ? new NotFound("export", id) : View(row);
    }

    public static ExportView View(TenantExportRow row) => new(
        row.Id.ToString(), row.State.ToString(), row.OperationId.ToString(), row.RequestedBy, row.CreatedAt, row.FinishedAt, row.ExpiresAt, row.Rows, row.Bytes,
        row.Digest, row.Error);
}
