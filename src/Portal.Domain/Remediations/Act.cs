namespace Portal.Domain.Remediations;

/// <summary>It is done now.</summary>
public sealed record Act(Remedy Remedy) : RemediationDecision;
