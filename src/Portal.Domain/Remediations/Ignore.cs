namespace Portal.Domain.Remediations;

/// <summary>The tenant does not want to hear of it.</summary>
public sealed record Ignore : RemediationDecision;
