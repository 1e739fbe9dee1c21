namespace Portal.Benchmarks.Rollouts.Scoring;

/// <summary>What one detector made of one run.</summary>
/// <param name="RolledBackAt">The second of the roll-back; null if there was none.</param>
/// <param name="Delay">How much longer than planned a rollout that was let through takes.</param>
internal readonly record struct Outcome(int Onset, int? RolledBackAt, long Exposed, int AdvancesWithoutData, int Oscillations, double? Delay)
{
    /// <summary>Rolled back before anything was wrong.</summary>
    public bool IsEarly => RolledBackAt <= Onset;

    /// <summary>Seconds from the fault to the roll-back; the rest of the run when there was none in time.</summary>
    public double TimeToDetect => (RolledBackAt is { } at && !IsEarly ? at : Traffic.TrafficRun.Seconds) - Onset;
}
