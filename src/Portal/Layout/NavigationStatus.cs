namespace Portal.Layout;

/// <summary>What the navigation counts.</summary>
/// <param name="ActiveRollouts">Rollouts that are not over.</param>
/// <param name="OpenAlerts">Alerts, warnings and worse, that nobody looks after.</param>
/// <param name="SetUpDone">Steps of "Get started" that are done.</param>
/// <param name="SetUpTotal">Steps of "Get started".</param>
public sealed record NavigationStatus(int ActiveRollouts, int OpenAlerts, int SetUpDone, int SetUpTotal);
