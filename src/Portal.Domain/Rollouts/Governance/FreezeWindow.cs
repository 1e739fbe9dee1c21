namespace Portal.Domain.Rollouts.Governance;

/// <summary>A time in which no rollout begins. Open for the windows in this folder only.</summary>
public abstract record FreezeWindow
{
    private protected FreezeWindow(string name) => Name = name;

    /// <summary>For people, e.g. "Weekend".</summary>
    public string Name { get; }

    /// <summary>The end of the stretch that holds the moment; null when the moment is outside.</summary>
    public abstract DateTimeOffset? EndAfter(DateTimeOffset moment);
}
