namespace Portal.Domain.Tenancy;

/// <summary>How much of a tenant answers.</summary>
public enum TenantService
{
    /// <summary>Pages, API, rollouts.</summary>
    Full,

    /// <summary>An admin can sign in, to cancel the deletion and for nothing else.</summary>
    CancellationOnly,

    /// <summary>Nothing answers.</summary>
    None,
}
