namespace Portal.Domain.Operations;

/// <summary>What can happen to a piece of work.</summary>
public enum OperationEvent
{
    /// <summary>An operator begins an attempt.</summary>
    Taken,

    /// <summary>The attempt did it.</summary>
    Succeeded,

    /// <summary>The attempt did not, and another may.</summary>
    Postponed,

    /// <summary>No attempt is left, or none would help.</summary>
    Failed,

    /// <summary>Its deadline passed, before an attempt began or while it ran.</summary>
    Expired,

    /// <summary>Somebody called it off.</summary>
    Canceled,

    /// <summary>Somebody wants it tried again.</summary>
    Retried,
}
