namespace Portal.Domain.Rollouts.Governance;

/// <summary>Whether a rollout may begin, and if not, what it waits for. Open for the states in this folder only.</summary>
public abstract record GateState
{
    private protected GateState()
    {
    }

    /// <summary>The word for it in the API and the table.</summary>
    public abstract string Word { get; }

    /// <summary>When time alone may change it; null when only people can.</summary>
    public virtual DateTimeOffset? LookAgainAt => null;

    /// <summary>The rollout will never begin.</summary>
    public virtual bool IsClosedForGood => false;

    /// <summary>What the rollout waits for, or why it does not begin, in a sentence.</summary>
    public abstract string Describe();
}
