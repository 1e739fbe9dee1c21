namespace Portal.Rollouts;

/// <summary>What one tick saw, per arm: counts since the tick before.</summary>
internal sealed record RolloutMeasurementView(
    DateTimeOffset MeasuredAt,
    int Weight,
    long StableRequests,
    long StableErrors,
    long StableSlow,
    long CanaryRequests,
    long CanaryErrors,
    long CanarySlow,
    double Evidence);
