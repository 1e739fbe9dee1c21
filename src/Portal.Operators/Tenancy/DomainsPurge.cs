using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;

namespace Portal.Operators.Tenancy;

/// <summary>Frees the names that the tenant proved.</summary>
internal sealed class DomainsPurge(PlatformDatabase shared) : IPurgeStep
{
    public string Name => "domains";

    public async Task<string> RemoveAsync(TenantInfo tenant, CancellationToken cancellationToken)
    {
        await DomainClaims.ReleaseAllAsync(shared, tenant.Id, cancellationToken);
        return "No domain leads to it any more.";
    }
}
