namespace Portal.Domain.Rollouts.Freezing;

/// <summary>Every week on the given days. An end that is not after the beginning is on the next day; the same time twice is a whole day.</summary>
public sealed record WeeklyFreeze(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly To, TimeZoneInfo Zone) : FreezeTimes(Zone)
{
    public override DateTimeOffset? EndOf(DateTimeOffset now)
    {
        // One that began on any of the last days may reach into now, and the next one may begin where it ends.
        DateTimeOffset? end = null;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Zone).DateTime);
        for (var day = -1; day <= 7; day++)
        {
            var date = today.AddDays(day);
            var (from, to) = (At(date.ToDateTime(From)), At(date.AddDays(To > From ? 0 : 1).ToDateTime(To)));
            var reaches = end is { } soFar ? from <= soFar : from <= now;
            if (Days.Contains(date.DayOfWeek) && reaches && now < to)
            {
                end = to;
            }
        }

        return end;
    }

    public bool Equals(WeeklyFreeze? other) =>
        other is not null && Zone.Equals(other.Zone) && From == other.From && To == other.To && Days.SequenceEqual(other.Days);

    public override int GetHashCode() => HashCode.Combine(From, To, Days.Count);
}
