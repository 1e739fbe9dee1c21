namespace Portal.Domain.Objectives;

/// <summary>Events, and how many of them were bad.</summary>
public readonly record struct EventCounts(long Total, long Bad)
{
    public EventCounts Plus(EventCounts other) => new(Total + other.Total, Bad + other.Bad);
}
