namespace Portal.Domain.Objectives;

/// <summary>How an objective stands, as the portal shows it: what its budget says, or why nothing is said.</summary>
public enum ObjectiveStanding
{
    /// <summary>The operator has not looked at it yet.</summary>
    Pending,

    Healthy,

    Watch,

    Tight,

    Exhausted,

    /// <summary>It cannot be read; its message says what is wrong.</summary>
    Invalid,

    /// <summary>It is being removed from the cluster.</summary>
    Removing,
}
