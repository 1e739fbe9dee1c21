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
}
