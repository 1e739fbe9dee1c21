namespace Portal.Domain.Objectives;

/// <summary>Who is to act on a burn, and when.</summary>
public enum BurnSeverity
{
    /// <summary>Somebody, in the next days.</summary>
    Ticket,

    /// <summary>Somebody, now.</summary>
    Page,
}
