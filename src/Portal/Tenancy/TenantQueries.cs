using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Hosting;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;

namespace Portal.Tenancy;

/// <summary>What the tenant itself is.</summary>
internal sealed class TenantQueries(TenantUnitOfWorks units, PortalLinks links)
{
    public async Task<Result<TenantView>> FindAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadTenant) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        return View(await work.Db.Set<TenantRow>().AsNoTracking().SingleAsync(tenant => tenant.Id == caller.Tenant, cancellationToken));
    }

    /// <summary>The version of the tenant as of one of its changes.</summary>
    public static string Version(DateTimeOffset updatedAt) => updatedAt.UtcTicks.ToString("x", CultureInfo.InvariantCulture);

    private TenantView View(TenantRow row) => new(
        row.Id.ToString(), row.Slug, row.Name, row.State.ToString(), row.Isolation.ToString(), row.Namespace, links.Tenant(row.Slug), row.CreatedAt, Version(row.UpdatedAt));
}
