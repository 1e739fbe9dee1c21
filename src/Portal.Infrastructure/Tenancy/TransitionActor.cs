using Portal.Domain.Access;
using Portal.Domain.Tenancy;

namespace Portal.Infrastructure.Tenancy;

/// <summary>Who changes where a tenant stands, for the rule and for both logs.</summary>
/// <param name="Kind">What the rule asks about.</param>
/// <param name="Caller">For the tenant's audit log.</param>
/// <param name="StaffEmail">For the platform's log; empty unless staff.</param>
public sealed record TransitionActor(LifecycleActor Kind, Caller Caller, string StaffEmail)
{
    /// <summary>The operator, billing.</summary>
    public static TransitionActor System(TenantId tenant, string name, string correlationId) =>
        new(LifecycleActor.System, new(tenant, PrincipalKind.System, default, "system", name, Role.Admin, correlationId), "");

    /// <summary>An admin of the tenant.</summary>
    public static TransitionActor Admin(Caller caller) => new(LifecycleActor.Admin, caller, "");

    /// <summary>Platform staff: the tenant reads of the office, which of its people by an account's id, and from where; the platform reads the person's address.</summary>
    /// <param name="tenant">Whose log it is.</param>
    /// <param name="staff">Who asks.</param>
    /// <param name="inItsPlace">They do what an admin of the tenant could do, in its place.</param>
    public static TransitionActor Staff(TenantId tenant, StaffCaller staff, bool inItsPlace = false)
    {
        ArgumentNullException.ThrowIfNull(staff);
        var actor = Staff(tenant, staff.Id.ToString(), staff.Email, staff.CorrelationId);
        return actor with { Caller = actor.Caller with { Address = staff.Address, OnBehalfOf = inItsPlace ? tenant.ToString() : null } };
    }

    /// <summary>Platform staff from nowhere: no request was made.</summary>
    public static TransitionActor Staff(TenantId tenant, string principal, string email, string correlationId) =>
        new(LifecycleActor.Staff, new(tenant, PrincipalKind.Staff, default, principal, "Platform staff", Role.Admin, correlationId), email);
}
