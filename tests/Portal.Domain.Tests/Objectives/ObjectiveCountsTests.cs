using Portal.Domain.Objectives;

namespace Portal.Domain.Tests.Objectives;

public sealed class ObjectiveCountsTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Random events over weeks, with pauses: each window holds what a list of all events holds in the same stretches, and survives being written.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Over_RandomEvents_IsWhatAListSays(int seed)
    {
        var random = new Random(seed);
        var counts = new ObjectiveCounts();
        var events = new List<(DateTimeOffset At, EventCounts Counts)>();
        var now = At;
        for (var i = 0; i < 3000; i++)
        {
            now += random.Next(20) == 0 ? TimeSpan.FromHours(random.Next(1, 40)) : TimeSpan.FromSeconds(random.Next(1, 600));
            var total = random.Next(0, 1000);
            events.Add((now, new(total, random.Next(0, total + 1))));
            counts.Add(now, events[^1].Counts);
        }

        counts = ObjectiveCounts.Read(counts.Write());
        foreach (var window in (TimeSpan[])[TimeSpan.FromMinutes(5), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1), TimeSpan.FromDays(3), TimeSpan.FromDays(30)])
        {
            var width = window <= TimeSpan.FromHours(6) ? TimeSpan.FromMinutes(1) : TimeSpan.FromHours(1);
            var first = ((now - window).UtcTicks / width.Ticks) + 1;
            var expected = events.Where(e => e.At.UtcTicks / width.Ticks >= first).Aggregate(default(EventCounts), (sum, e) => sum.Plus(e.Counts));
            counts.Over(now, window).ShouldBe(expected, $"seed {seed}, {window}");
        }
    }

    [Fact]
    public void Over_AfterLongSilence_IsNothing()
    {
        var counts = new ObjectiveCounts();
        counts.Add(At, new(100, 10));
        counts.Over(At.AddHours(2), TimeSpan.FromHours(1)).ShouldBe(default);
        counts.Over(At.AddDays(2), TimeSpan.FromDays(3)).ShouldBe(new(100, 10));
        counts.Over(At.AddDays(40), TimeSpan.FromDays(30)).ShouldBe(default);
    }

    [Fact]
    public void Write_OfAMonth_FitsIntoAStatus()
    {
        var counts = new ObjectiveCounts();
        for (var minute = 0; minute < 31 * 24 * 60; minute++)
        {
            counts.Add(At.AddMinutes(minute), new(60_000, 600));
        }

        counts.Write().Length.ShouldBeLessThan(12_000);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64 at all!")]
    [InlineData("AQ")]
    [InlineData("AQEBAQEB")]
    [InlineData("_____________________")]
    public void Read_AnythingElse_IsEmpty(string? text) => ObjectiveCounts.Read(text).Over(At, TimeSpan.FromDays(30)).ShouldBe(default);
}
