namespace Portal.Domain.Remediations;

/// <summary>What is done about a finding now. Open for the kinds in this folder only.</summary>
public abstract record RemediationDecision
{
    private protected RemediationDecision()
    {
    }
}
