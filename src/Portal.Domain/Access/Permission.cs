namespace Portal.Domain.Access;

/// <summary>One thing that a principal may be allowed to do. Denied unless a role grants it.</summary>
public enum Permission
{
    ReadPlugins,
    InstallPlugins,
    ReadRollouts,
    ControlRollouts,
    /// <summary>Decide whether a rollout begins, as a member of a group that is asked.</summary>
    DecideRollouts,

    /// <summary>The rollout policy, its groups, and what may begin in spite of a freeze.</summary>
    GovernRollouts,
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
