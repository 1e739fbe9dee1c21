using Portal.Infrastructure.Tenancy;
using Portal.Infrastructure.Tenancy.Keys;

namespace Portal.Operators.Tenancy.Keys;

/// <summary>Destroys the tenant's keys, so that what is left of it in backups cannot be read.</summary>
internal sealed class KeyPurge(KeyCare care) : IPurgeStep
{
    public string Name => "keys";

    public Task<string> RemoveAsync(TenantInfo tenant, CancellationToken cancellationToken) => care.DestroyAsync(tenant.Id, cancellationToken);
}
