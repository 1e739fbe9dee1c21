namespace Portal.Domain.Tenancy;

/// <summary>403: told only to who belongs to the tenant; to everybody else its host does not exist.</summary>
public sealed record TenantNotServed(TenantState State) : Error(
    ErrorKind.Forbidden,
    State == TenantState.Suspended ? "tenant.suspended" : "tenant.deleting",
    State == TenantState.Suspended ? "This portal is suspended" : "This portal is being deleted",
    State == TenantState.Suspended
        ? "Whoever runs this deployment has suspended it. Nothing is lost; ask them to resume it."
        : "Nothing else is served until an admin of it signs in and cancels the deletion.");
