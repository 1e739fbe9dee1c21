namespace Portal.Domain.Operations;

/// <summary>What begins first when there is more to do than hands. The number is in the table.</summary>
public enum OperationPriority
{
    /// <summary>It ends harm: taking a bad version back.</summary>
    Urgent = 10,

    /// <summary>Somebody waits for it.</summary>
    Waiting = 20,

    /// <summary>Nobody looks at a clock.</summary>
    Background = 30,
}
