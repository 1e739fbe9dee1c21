namespace Portal.Domain.Rollouts;

/// <summary>One thing a strategy does before it goes on. Open for the steps in this folder only.</summary>
public abstract record RolloutStep
{
    private protected RolloutStep()
    {
    }

    /// <summary>The step in a few words, for timelines and tables.</summary>
    public abstract string Describe();
}
