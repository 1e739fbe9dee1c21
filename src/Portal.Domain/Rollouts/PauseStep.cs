namespace Portal.Domain.Rollouts;

/// <summary>Waits for <paramref name="Duration"/>, or without one until a person lets the rollout go on.</summary>
public sealed record PauseStep(TimeSpan? Duration) : RolloutStep
{
    public override string Describe() => Duration is { } duration ? $"pause for {DurationText.Words(duration)}" : "pause until resumed";
}
