namespace Portal.Domain.Rollouts.Governance;

/// <summary>On some days of every week, between two times of the clock in a time zone; the end is outside.</summary>
public sealed record WeeklyFreeze : FreezeWindow
{
    /// <param name="name">For people.</param>
    /// <param name="days">At least one.</param>
    /// <param name="from">Since midnight.</param>
    /// <param name="to">Since midnight; later than <paramref name="from"/>, at most 24 hours.</param>
    /// <param name="zone">Whose clock it goes by.</param>
    public WeeklyFreeze(string name, IReadOnlyList<DayOfWeek> days, TimeSpan from, TimeSpan to, TimeZoneInfo zone)
        : base(name) => (Days, From, To, Zone) = (days, from, to, zone);

    public IReadOnlyList<DayOfWeek> Days { get; }

    public TimeSpan From { get; }

    public TimeSpan To { get; }

    public TimeZoneInfo Zone { get; }

    public override DateTimeOffset? EndAfter(DateTimeOffset moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment, Zone).DateTime;
        return Days.Contains(local.DayOfWeek) && local.TimeOfDay >= From && local.TimeOfDay < To ? Instant(local.Date + To, moment) : null;
    }

    private DateTimeOffset Instant(DateTime clock, DateTimeOffset after)
    {
        // A clock that is put forward skips times, one that is put back shows them twice: in doubt the window ends later.
        while (Zone.IsInvalidTime(clock))
        {
            clock += TimeSpan.FromMinutes(30);
        }

        var offset = Zone.IsAmbiguousTime(clock) ? Zone.GetAmbiguousTimeOffsets(clock).Min() : Zone.GetUtcOffset(clock);
        var end = new DateTimeOffset(DateTime.SpecifyKind(clock, DateTimeKind.Unspecified), offset).ToUniversalTime();
        return end > after ? end : after + TimeSpan.FromMinutes(1);
    }
}
