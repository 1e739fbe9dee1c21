namespace Portal.Operators.Rollouts.Metrics.Settings;

/// <summary>Where measurements come from, as a rollout's spec says it. Open for the sources in this folder only.</summary>
internal abstract record SourceSettings
{
    private protected SourceSettings()
    {
    }

    /// <summary>How often there is something new to read, for a spec that does not say how often to look.</summary>
    public abstract TimeSpan Interval { get; }

    /// <summary>How long one reading may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);
}
