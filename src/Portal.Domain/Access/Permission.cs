namespace Portal.Domain.Access;

/// <summary>One thing that a principal may be allowed to do. Denied unless a role grants it.</summary>
public enum Permission
{
    ReadPlugins,
    InstallPlugins,
    ReadRollouts,
    ControlRollouts,
    ReadBilling,
    PurchasePlugins,
    ReadAudit,
    ManageApiKeys,
    ReadMembers,
    ManageMembers,
    ReadOperations,

    /// <summary>Retry, cancel and discard them.</summary>
    ManageOperations,

    /// <summary>What the tenant is, its limits and how much of them is used.</summary>
    ReadTenant,

    /// <summary>Its name, its domains and its webhook endpoints.</summary>
    ManageTenant,

    /// <summary>All that the tenant owns, in one archive.</summary>
    ExportTenant,

    /// <summary>Ask for its deletion, and take that back.</summary>
    DeleteTenant,
}
