using Portal.Domain.Rollouts.Freezing;

namespace Portal.Domain.Tests.Rollouts.Freezing;

public sealed class FreezeCalendarTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void Find_OfAWeekendOfThreeWindows_IsOneFreeze()
    {
        FreezeWindow[] windows = [Weekly("Friday", DayOfWeek.Friday, 15, 24), Weekly("Weekend", DayOfWeek.Saturday, 0, 24), Weekly("Weekend", DayOfWeek.Sunday, 0, 24)];
        // 16:00 in Berlin in summer, to midnight of Monday there.
        FreezeCalendar.Find(windows, Utc(2026, 6, 5, 14, 0)).ShouldBe(("Friday", Utc(2026, 6, 7, 22, 0)));
        FreezeCalendar.Find(windows, Utc(2026, 6, 5, 12, 59)).ShouldBeNull();
    }

    [Theory]
    [InlineData("2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z")] // 02:30 does not exist that night: 02:00 becomes 03:00.
    [InlineData("2026-10-25T00:10:00Z", "2026-10-25T01:30:00Z")] // 02:30 comes twice that night: the later one counts.
    public void Find_InTheNightWhenClocksChange_EndsWhenTheWindowDoes(string now, string until) =>
        FreezeCalendar.Find([new("Night", new WeeklyFreeze([DayOfWeek.Sunday], new(1, 0), new(2, 30), Berlin))], Time(now)).ShouldBe(("Night", Time(until)));

    [Fact]
    public void Find_OfAWeekThatNeverEnds_IsLookedAtAgainWithinMonths()
    {
        FreezeWindow[] windows = [.. Enum.GetValues<DayOfWeek>().Select(day => Weekly("Always", day, 0, 24))];
        var now = Utc(2026, 6, 5, 14, 0);
        var found = FreezeCalendar.Find(windows, now);
        (found!.Value.Until - now).ShouldBeInRange(FreezeCalendar.Horizon, FreezeCalendar.Horizon + TimeSpan.FromDays(1));
    }

    [Fact]
    public void Find_OfADatedWindow_ExcludesItsEnd()
    {
        FreezeWindow[] windows = [new("Year end", new DatedFreeze(new(2026, 12, 20), new(2027, 1, 3), TimeZoneInfo.Utc))];
        FreezeCalendar.Find(windows, Utc(2026, 12, 20, 0, 0)).ShouldBe(("Year end", Utc(2027, 1, 3, 0, 0)));
        FreezeCalendar.Find(windows, Utc(2027, 1, 3, 0, 0)).ShouldBeNull();
    }

    private static FreezeWindow Weekly(string name, DayOfWeek day, int from, int to) => new(name, new WeeklyFreeze([day], new(from, 0), new(to % 24, 0), Berlin));

    private static DateTimeOffset Utc(int year, int month, int day, int hour, int minute) => new(year, month, day, hour, minute, 0, TimeSpan.Zero);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
