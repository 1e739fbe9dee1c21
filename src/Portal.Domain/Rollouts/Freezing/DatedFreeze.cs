namespace Portal.Domain.Rollouts.Freezing;

/// <summary>Once, from one date and time to another.</summary>
public sealed record DatedFreeze(DateTime From, DateTime To, TimeZoneInfo Zone) : FreezeTimes(Zone)
{
    public override DateTimeOffset? EndOf(DateTimeOffset now) => now >= At(From) && now < At(To) ? At(To) : null;
}
