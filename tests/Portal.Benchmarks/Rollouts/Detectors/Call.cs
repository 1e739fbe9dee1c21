namespace Portal.Benchmarks.Rollouts.Detectors;

/// <summary>What a detector says after a sample.</summary>
internal enum Call
{
    /// <summary>Nothing against going on.</summary>
    Good,

    /// <summary>Stay where it is.</summary>
    Hold,

    RollBack,
}
