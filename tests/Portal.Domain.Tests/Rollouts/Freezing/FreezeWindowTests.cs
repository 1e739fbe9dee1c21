using System.Globalization;
using Portal.Domain.Rollouts.Freezing;

namespace Portal.Domain.Tests.Rollouts.Freezing;

public sealed class FreezeWindowTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-11-20T16:59:59Z", null)]
    [InlineData("2026-11-20T17:00:00Z", "2026-11-21T07:00:00Z")]
    [InlineData("2026-11-21T06:59:59Z", "2026-11-21T07:00:00Z")]
    [InlineData("2026-11-21T07:00:00Z", null)]
    public void EndOf_WeeklyOverMidnight_IsTheNextMorningOnTheWallClock(string now, string? end) =>
        new WeeklyFreeze([DayOfWeek.Friday], new TimeOnly(18, 0), new TimeOnly(8, 0), Berlin).EndOf(Time(now)!.Value).ShouldBe(Time(end));

    [Theory]
    [InlineData("2026-11-20T23:00:00Z", "2026-11-22T23:00:00Z")]
    [InlineData("2026-11-22T22:59:59Z", "2026-11-22T23:00:00Z")]
    [InlineData("2026-11-22T23:00:00Z", null)]
    public void EndOf_DaysInARow_IsTheEndOfTheLast(string now, string? end) =>
        new WeeklyFreeze([DayOfWeek.Saturday, DayOfWeek.Sunday], default, default, Berlin).EndOf(Time(now)!.Value).ShouldBe(Time(end));

    [Theory]
    [InlineData("2026-03-28T22:30:00Z", "2026-03-29T04:00:00Z")] // 8 h on the wall are 7 when clocks go forward.
    [InlineData("2026-10-24T21:30:00Z", "2026-10-25T05:00:00Z")]
    public void EndOf_ClocksThatChangeInTheWindow_EndsByTheWallClock(string now, string end) =>
        new WeeklyFreeze([DayOfWeek.Saturday], new TimeOnly(22, 0), new TimeOnly(6, 0), Berlin).EndOf(Time(now)!.Value).ShouldBe(Time(end));

    [Theory]
    [InlineData("2026-12-23T22:59:59Z", null)]
    [InlineData("2026-12-23T23:00:00Z", "2027-01-02T05:00:00Z")]
    [InlineData("2027-01-02T05:00:00Z", null)]
    public void EndOf_Dated_IsItsEnd(string now, string? end) =>
        new DatedFreeze(new DateTime(2026, 12, 24), new DateTime(2027, 1, 2, 6, 0, 0), Berlin).EndOf(Time(now)!.Value).ShouldBe(Time(end));

    private static DateTimeOffset? Time(string? text) => text is null ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
