using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;
using Portal.Operators.Operations;

namespace Portal.Operators.Tenancy;

/// <summary>Frees the names that the tenant proved. They are in the database that all share, wherever the tenant's rows live.</summary>
internal sealed class DomainsPurge(PlatformDatabase shared) : IPurgeStep
{
    public string Name => "domains";

    public async Task<string> RemoveAsync(TenantInfo tenant, CancellationToken cancellationToken)
    {
        await using var delete = shared.Source.CreateCommand("delete from portal.domain_claim where owner_id = $1").With(tenant.Id.Value);
        await delete.ExecuteNonQueryAsync(cancellationToken);
        return "No domain leads to it any more.";
    }
}
