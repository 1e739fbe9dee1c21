namespace Portal.Domain.Remediations;

/// <summary>What became of a finding.</summary>
public enum RemediationState
{
    /// <summary>Found; a cap or a cool-down holds back what would be done.</summary>
    Open,

    /// <summary>A person decides.</summary>
    Suggested,

    /// <summary>Something was done about it, and it has not been seen gone yet.</summary>
    Acted,

    /// <summary>It is gone.</summary>
    Resolved,

    /// <summary>A person said that nothing is to be done.</summary>
    Dismissed,
}
