namespace Portal.Domain.Objectives;

/// <summary>What can be wrong with an objective for a while.</summary>
public enum ViolationKind
{
    /// <summary>The budget burns so fast that somebody is paged.</summary>
    Page,

    /// <summary>It burns so fast that somebody should look in the next days.</summary>
    Ticket,

    /// <summary>At most a quarter of it is left.</summary>
    Tight,

    /// <summary>Nothing of it is left.</summary>
    Exhausted,

    /// <summary>The breaker is not closed.</summary>
    Breaker,
}
