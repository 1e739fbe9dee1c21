namespace Portal.Benchmarks.Rollouts.Traffic;

/// <summary>What is right to do.</summary>
internal enum Label
{
    /// <summary>Never roll back.</summary>
    Good,

    /// <summary>Roll back, the sooner the better.</summary>
    Bad,

    /// <summary>Not the canary's fault: neither roll back nor go on.</summary>
    Hold,
}
