namespace Portal.Domain.Rollouts;

/// <summary>Requests that carry this header with exactly this value.</summary>
public sealed record HeaderMatch(string Name, string Value);
