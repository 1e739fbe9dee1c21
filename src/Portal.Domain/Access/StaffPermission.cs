namespace Portal.Domain.Access;

/// <summary>One thing that staff may be allowed to do. Denied unless a role grants it; no tenant's role grants any.</summary>
public enum StaffPermission
{
    ReadTenants,
    SuspendTenants,
    DeleteTenants,
    MoveTenants,
    AgreeQuotas,

    /// <summary>How the deployment itself does: its processes and what they depend on.</summary>
    ReadDeployment,

    /// <summary>The queue of all tenants: facts, nothing of what is in them.</summary>
    ReadOperations,

    /// <summary>Retry, cancel and discard operations of any tenant.</summary>
    ManageOperations,

    /// <summary>Make a new data key for a tenant, or destroy all that it has.</summary>
    ManageKeys,
}
