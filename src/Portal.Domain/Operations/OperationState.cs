namespace Portal.Domain.Operations;

/// <summary>Where a piece of work stands.</summary>
public enum OperationState
{
    Queued,
    Running,
    Succeeded,

    /// <summary>Tried as often as allowed; kept for a person to look at.</summary>
    Failed,
    Canceled,
}
