namespace Portal.Domain.Rollouts;

/// <summary>One version of a plugin as it was asked for: what it is and a hash over everything that would change its pods.</summary>
public sealed record RevisionRef(string Hash, string Version, string Digest);
