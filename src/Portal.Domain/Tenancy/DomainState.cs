namespace Portal.Domain.Tenancy;

/// <summary>Where a custom domain stands.</summary>
public enum DomainState
{
    /// <summary>The record was not found yet; it is looked up again and again.</summary>
    Pending,

    /// <summary>Proved: the host leads to the tenant.</summary>
    Verified,

    /// <summary>The record was not found for three days; nobody looks any more.</summary>
    Failed,

    /// <summary>It was verified, and then its record was gone for seven days.</summary>
    Lapsed,
}
