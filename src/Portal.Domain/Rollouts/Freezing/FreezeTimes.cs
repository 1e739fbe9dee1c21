namespace Portal.Domain.Rollouts.Freezing;

/// <summary>When a freeze window is, by the clocks on the walls of its time zone. Open for the kinds in this folder only.</summary>
public abstract record FreezeTimes
{
    private protected FreezeTimes(TimeZoneInfo zone) => Zone = zone;

    public TimeZoneInfo Zone { get; }

    /// <summary>The end of the time that <paramref name="now"/> lies in; null when it lies in none.</summary>
    public abstract DateTimeOffset? EndOf(DateTimeOffset now);

    /// <summary>
    /// The moment at which clocks show this. A time that is left out when clocks go forward is when they do; of one that comes twice when they go back,
    /// the later counts.
    /// </summary>
    protected DateTimeOffset At(DateTime local)
    {
        while (Zone.IsInvalidTime(local))
        {
            local += TimeSpan.FromMinutes(1);
        }

        return new DateTimeOffset(local, Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Min() : Zone.GetUtcOffset(local));
    }
}
