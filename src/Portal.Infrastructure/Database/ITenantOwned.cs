using Portal.Domain.Tenancy;

namespace Portal.Infrastructure.Database;

/// <summary>A row of one tenant: it gets the tenant filter, and its table row-level security.</summary>
public interface ITenantOwned
{
    /// <summary>Whose row this is; set once.</summary>
    TenantId TenantId { get; }
}
