namespace Portal.Rollouts.Pages;

/// <summary>A rollout in a list.</summary>
public sealed record RolloutItem(
    string Id,
    string PluginKey,
    string PluginName,
    string? FromVersion,
    string ToVersion,
    string Phase,
    string Verdict,
    int Weight,
    string Message,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt);
