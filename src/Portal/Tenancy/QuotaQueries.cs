using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;

namespace Portal.Tenancy;

/// <summary>The tenant's limits and how much of them is used.</summary>
internal sealed class QuotaQueries(TenantUnitOfWorks units)
{
    public async Task<Result<IReadOnlyList<Quota>>> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadTenant) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        return Result<IReadOnlyList<Quota>>.Of(await work.ReadQuotasAsync(cancellationToken));
    }
}
