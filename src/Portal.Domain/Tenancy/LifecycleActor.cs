namespace Portal.Domain.Tenancy;

/// <summary>Who may bring about a change in a tenant's life.</summary>
public enum LifecycleActor
{
    /// <summary>Portal itself: the operator's jobs, billing.</summary>
    System,

    /// <summary>The people who run this deployment.</summary>
    Staff,

    /// <summary>An admin of the tenant.</summary>
    Admin,
}
