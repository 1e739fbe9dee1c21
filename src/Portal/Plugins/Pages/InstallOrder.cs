namespace Portal.Plugins.Pages;

/// <summary>Where to follow an order that was accepted.</summary>
public sealed record InstallOrder(string OperationId, string InstallationId, string RolloutId);
