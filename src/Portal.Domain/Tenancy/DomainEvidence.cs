namespace Portal.Domain.Tenancy;

/// <summary>What DNS said about a domain's record.</summary>
public enum DomainEvidence
{
    /// <summary>The record is there, and nothing stands against it.</summary>
    Proved,

    /// <summary>It is not there; or the name is another tenant's, who can still prove it. The two look the same.</summary>
    NotProved,

    /// <summary>No server answered: nothing is known.</summary>
    Unknown,
}
