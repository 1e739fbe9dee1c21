namespace Portal.Objectives.Pages;

/// <summary>A rollout that waits for an objective.</summary>
public sealed record HeldRolloutItem(string Id, string PluginName, string Version, string Message);
