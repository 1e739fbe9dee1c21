namespace Portal.Operators.Rollouts.Metrics;

/// <summary>What a source had to say when it was asked.</summary>
/// <param name="Counters">Of those that could be read. One that could not is missing, never zero.</param>
/// <param name="Problem">Why there is nothing, or less than there should be, in words for a person: never an answer's body, a secret or a header.</param>
internal sealed record MetricReading(IReadOnlyList<PodCounters> Counters, string? Problem = null)
{
    /// <summary>It will not get better before somebody changes the configuration.</summary>
    public bool IsMisconfigured { get; init; }

    /// <summary>The source answers, and has measured nothing since it was last asked: neither a sample nor a gap.</summary>
    public bool IsUnchanged { get; init; }

    public static MetricReading Missing(string problem) => new([], problem);

    public static MetricReading Misconfigured(string problem) => new([], problem) { IsMisconfigured = true };
}
