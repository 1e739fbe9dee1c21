namespace Portal.Rollouts;

/// <summary>Who asked for a rollout, and the packages it goes between.</summary>
internal sealed record RolloutOrigin(string StartedBy, string? FromDigest, string? ToDigest);
