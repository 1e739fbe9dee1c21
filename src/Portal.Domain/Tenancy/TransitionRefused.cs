namespace Portal.Domain.Tenancy;

/// <summary>409: the tenant is in a state that does not allow this now.</summary>
public sealed record TransitionRefused(TenantEvent Happening, TenantState State, string Advice) : Error(
    ErrorKind.Conflict, "tenant.state", "The tenant's state does not allow this",
    $"\"{Happening.Action}\" is not possible while the tenant is {State switch
    {
        TenantState.Provisioning => "being provisioned",
        TenantState.Active => "active",
        TenantState.Suspended => "suspended",
        TenantState.Deleting => "being deleted",
        _ => "deleted",
    }}. {Advice}");
