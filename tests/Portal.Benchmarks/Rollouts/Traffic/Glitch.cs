namespace Portal.Benchmarks.Rollouts.Traffic;

/// <summary>What is wrong with a sample, besides what is wrong with the canary.</summary>
internal enum Glitch
{
    None,

    /// <summary>The source does not answer, or with NaN; what was counted meanwhile comes with the next sample.</summary>
    Missing,

    /// <summary>The same sample comes twice.</summary>
    Duplicate,

    /// <summary>A counter went backwards and nobody noticed.</summary>
    Reset,

    /// <summary>The canary's pods are dead, and what users saw of them was counted by nobody.</summary>
    Dead,
}
