namespace Portal.Domain.Remediations;

/// <summary>What was tried did not help: somebody is told, and nothing more is done by itself.</summary>
/// <param name="Remedy">What a person is still offered.</param>
public sealed record GiveUp(Remedy Remedy) : RemediationDecision;
