using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;

namespace Portal.Tenancy.Domains;

/// <summary>The tenant's own host names.</summary>
internal sealed class DomainQueries(TenantUnitOfWorks units)
{
    public async Task<Result<IReadOnlyList<DomainView>>> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadTenant) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var rows = await work.Db.Set<CustomDomainRow>().AsNoTracking().OrderBy(row => row.Host).Take(AddDomain.Most).ToListAsync(cancellationToken);
        return Result<IReadOnlyList<DomainView>>.Of(rows.ConvertAll(DomainView.Of));
    }

    public async Task<Result<DomainView>> FindAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadTenant) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var row = CustomDomainId.TryParse(id, out var domain)
            ? await work.Db.Set<CustomDomainRow>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == domain, cancellationToken)
            : null;
        return row is null ? new NotFound("domain", id) : DomainView.Of(row);
    }
}
