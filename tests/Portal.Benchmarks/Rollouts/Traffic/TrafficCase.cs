namespace Portal.Benchmarks.Rollouts.Traffic;

/// <summary>One kind of traffic with its label. A seed makes a run of it.</summary>
internal sealed record TrafficCase(string Family, string Name, Label Label, Func<Dice, TrafficRun, Shape> Begin)
{
    public double RequestsPerSecond { get; init; } = 100;

    public double ErrorRate { get; init; } = 0.005;

    public double SlowRate { get; init; } = 0.01;

    /// <summary>What the oracle is told that the fault's rate is.</summary>
    public double FaultRate { get; init; } = 0.05;

    /// <summary>The fault shows in slow requests.</summary>
    public bool IsSlowFault { get; init; }

    /// <summary>What the person who wrote the strategy knew of the version: it starts slowly.</summary>
    public TimeSpan WarmUp { get; init; }

    public double? ObjectiveTarget { get; init; }

    public string Title => $"{Family}/{Name}";
}
