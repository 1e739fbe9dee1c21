namespace Portal.Domain.Tenancy;

/// <summary>What is served in each state.</summary>
public static class TenantStates
{
    /// <summary>People may sign in while the last parts are still being made.</summary>
    public static TenantService Service(this TenantState state) => state switch
    {
        TenantState.Provisioning or TenantState.Active => TenantService.Full,
        TenantState.Deleting => TenantService.CancellationOnly,
        _ => TenantService.None,
    };

    /// <summary>Whether its pages and API answer.</summary>
    public static bool IsServed(this TenantState state) => state.Service() == TenantService.Full;
}
