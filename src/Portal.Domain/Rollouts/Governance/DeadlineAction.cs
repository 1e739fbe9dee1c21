namespace Portal.Domain.Rollouts.Governance;

/// <summary>What happens to a rollout whose stage nobody approved in time.</summary>
public enum DeadlineAction
{
    /// <summary>It ends, and has to be asked for again.</summary>
    Abort,

    /// <summary>It goes on waiting, and is shown as overdue.</summary>
    Hold,
}
