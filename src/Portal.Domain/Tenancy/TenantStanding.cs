namespace Portal.Domain.Tenancy;

/// <summary>Where a tenant stands, with what is needed to go on from there.</summary>
/// <param name="State">The state itself.</param>
/// <param name="StateBefore">What a canceled deletion goes back to; set exactly while it is being deleted.</param>
/// <param name="Reason">Why it is suspended; kept through a deletion that began while it was.</param>
/// <param name="DeleteAfter">When the grace period ends; set exactly while it is being deleted.</param>
public sealed record TenantStanding(TenantState State, TenantState? StateBefore = null, SuspensionReason? Reason = null, DateTimeOffset? DeleteAfter = null)
{
    /// <summary>How every tenant begins.</summary>
    public static TenantStanding Initial { get; } = new(TenantState.Provisioning);
}
