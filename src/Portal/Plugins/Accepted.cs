namespace Portal.Plugins;

/// <summary>Long work was accepted: what to follow.</summary>
internal sealed record Accepted(string Operation, string Installation, string? Rollout);
