namespace Portal.Domain.Tenancy;

/// <summary>Which states may follow which, and what is served in each.</summary>
public static class TenantStates
{
    /// <summary>Whether <paramref name="to"/> may follow <paramref name="from"/>. A suspended tenant can come back; a deleted one cannot.</summary>
    public static bool MayBecome(this TenantState from, TenantState to) => (from, to) switch
    {
        (TenantState.Provisioning, TenantState.Active or TenantState.Deleting) => true,
        (TenantState.Active, TenantState.Suspended or TenantState.Deleting) => true,
        (TenantState.Suspended, TenantState.Active or TenantState.Deleting) => true,
        (TenantState.Deleting, TenantState.Active or TenantState.Deleted) => true,
        _ => false,
    };

    /// <summary>Whether its pages and API answer. People may sign in while the last parts are still being made.</summary>
    public static bool IsServed(this TenantState state) => state is TenantState.Provisioning or TenantState.Active;
}
