namespace Portal.Domain.Remediations;

/// <summary>A person decides.</summary>
/// <param name="Remedy">What they are offered.</param>
/// <param name="Reason">Why it is not done by itself, where the setting would let it be; null where the setting is to suggest.</param>
public sealed record Suggest(Remedy Remedy, string? Reason) : RemediationDecision;
