namespace Portal.Operators.Kubernetes;

/// <summary>Who competes for which lease, and how patiently.</summary>
internal sealed record LeaseOptions(ResourceKey Lease, string Identity)
{
    /// <summary>How long others wait after the last renewal before they take over.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long after the last renewal this process still trusts it. Shorter than <see cref="Duration"/>, so that clocks may run a little apart.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);
}
