namespace Portal.Domain.Rollouts.Freezing;

/// <summary>When a freeze window is, by the clocks on the walls of its time zone. Open for the kinds in this folder only.</summary>
public abstract record FreezeTimes
{
    private protected FreezeTimes(TimeZoneInfo zone) => Zone = zone;

    public TimeZoneInfo Zone { get; }

    /// <summary>The end of the time that <paramref name="now"/> lies in; null when it lies in none.</summary>
    public abstract DateTimeOffset? EndOf(DateTimeOffset now);

    /// <summary>The moment at which clocks show this. A time that is left out when clocks go forward is the one an hour later.</summary>
    protected DateTimeOffset At(DateTime local)
    {
        var shown = Zone.IsInvalidTime(local) ? local + TimeSpan.FromHours(1) : local;
        return new DateTimeOffset(shown, Zone.GetUtcOffset(shown));
    }
}
