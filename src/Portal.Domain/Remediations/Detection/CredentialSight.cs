namespace Portal.Domain.Remediations.Detection;

/// <summary>What measurements sign in with, where it says when it ends.</summary>
/// <param name="Name">What people know it by: <c>Secret portal-metrics, token</c>.</param>
/// <param name="EndsAt">When it is refused.</param>
public sealed record CredentialSight(string Name, DateTimeOffset EndsAt);
