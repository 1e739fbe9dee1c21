namespace Portal.Domain.Rollouts;

/// <summary>How a rollout turns back.</summary>
public sealed record RollbackSettings
{
    public static RollbackSettings Default { get; } = new();

    /// <summary>At once, or step by step.</summary>
    /// <value>The default is at once.</value>
    public RollbackMode Mode { get; init; }

    /// <summary>How long the failed version's pods stay, without traffic, for whoever wants to look at them; at most a day.</summary>
    /// <value>The default is not at all.</value>
    public TimeSpan KeepCanaryFor { get; init; }

    /// <summary>So many of the versions that were live before may come back without their steps being walked again; 0 to 10.</summary>
    /// <value>The default is 0: every version walks the steps.</value>
    public int RecentRevisions { get; init; }
}
