namespace Portal.Rollouts.Pages;

/// <summary>What one tick of the analysis saw since the tick before.</summary>
public sealed record MeasurementPoint(
    DateTimeOffset At,
    int Weight,
    long StableRequests,
    long StableErrors,
    long StableSlow,
    long CanaryRequests,
    long CanaryErrors,
    long CanarySlow,
    double Evidence);
