namespace Portal.Domain.Tenancy;

/// <summary>Where a tenant stands in its life. Only an active tenant is served.</summary>
public enum TenantState
{
    Provisioning,
    Active,
    Suspended,
    Deleting,
    Deleted,
}
