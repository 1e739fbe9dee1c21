namespace Portal.Domain.Remediations;

/// <summary>It would be done, but not now.</summary>
/// <param name="Reason">Why, in a sentence with the time at which it is thought about again.</param>
/// <param name="Until">That time.</param>
public sealed record HoldBack(string Reason, DateTimeOffset Until) : RemediationDecision;
