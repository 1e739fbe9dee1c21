namespace Portal.Domain.Tenancy;

/// <summary>403: somebody else has to do this.</summary>
public sealed record TransitionForbidden(TenantEvent Happening, LifecycleActor Actor) : Error(
    ErrorKind.Forbidden, "tenant.transition.forbidden", "Not allowed",
    $"\"{Happening.Action}\" is not for {(Actor == LifecycleActor.Admin ? "a tenant's admin" : Actor == LifecycleActor.Staff ? "platform staff" : "Portal itself")} to decide.");
