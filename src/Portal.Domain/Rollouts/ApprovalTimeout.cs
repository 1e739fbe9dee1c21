namespace Portal.Domain.Rollouts;

/// <summary>What happens at an approval that nobody gave in time.</summary>
public enum ApprovalTimeout
{
    /// <summary>The rollout turns back.</summary>
    Abort,

    /// <summary>It goes on with the next step.</summary>
    Promote,

    /// <summary>It keeps waiting, and says that it is late.</summary>
    Hold,
}
