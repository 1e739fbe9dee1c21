namespace Portal.Domain.Rollouts;

/// <summary>Compares both versions until <paramref name="Duration"/> of measurements has been seen.</summary>
public sealed record AnalyzeStep(TimeSpan Duration) : RolloutStep
{
    public override string Describe() => $"analyze for {DurationText.Words(Duration)}";
}
