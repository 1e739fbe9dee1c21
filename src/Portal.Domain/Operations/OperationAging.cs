namespace Portal.Domain.Operations;

/// <summary>
/// Keeps anything from starving: a few places, over all operators of a database, go by age alone. Whenever one is free, the operation that has been due longest
/// takes it, whatever its priority and its tenant's share. Only so many, so that a long queue that has grown old does not hold up what is urgent now.
/// </summary>
public static class OperationAging
{
    /// <summary>How long an operation has to be due for that.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>How many run at a time because of their age.</summary>
    public const int Places = 2;

    /// <summary>Whether the one that has been due longest is next.</summary>
    /// <param name="waited">For how long.</param>
    /// <param name="runningByAge">How many run because of their age.</param>
    public static bool IsNext(TimeSpan waited, int runningByAge) => waited >= Patience && runningByAge < Places;
}
