namespace Portal.Rollouts.Governance;

/// <summary>A rollout that waits for the decision of whoever asks.</summary>
internal sealed record WaitingRolloutView(string Rollout, string PluginName, string? FromVersion, string ToVersion, string Stage, int Risk, string AskedBy, DateTimeOffset Deadline);
