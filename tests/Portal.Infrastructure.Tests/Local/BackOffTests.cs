using Portal.Local.Processes;

namespace Portal.Infrastructure.Tests.Local;

public sealed class BackOffTests
{
    [Fact]
    public void Next_CrashAfterCrash_DoublesUpToFiveSeconds()
    {
        var backOff = new BackOff();

        var waits = Enumerable.Range(0, 7).Select(_ => backOff.Next(healthyFor: null).TotalSeconds);

        waits.ShouldBe([0.2, 0.4, 0.8, 1.6, 3.2, 5, 5]);
        backOff.Fruitless.ShouldBe(7);
    }

    [Fact]
    public void Next_AfterThirtySecondsOfHealth_StartsOver()
    {
        var backOff = new BackOff();
        _ = Enumerable.Range(0, 5).Select(_ => backOff.Next(healthyFor: null)).ToList();

        backOff.Next(TimeSpan.FromSeconds(30)).ShouldBe(TimeSpan.FromSeconds(0.2));
        backOff.Fruitless.ShouldBe(0);
    }

    [Fact]
    public void Next_HealthyForAMoment_WaitsLongerButIsNotFruitless()
    {
        var backOff = new BackOff();
        backOff.Next(healthyFor: null);

        backOff.Next(TimeSpan.FromSeconds(2)).ShouldBe(TimeSpan.FromSeconds(0.4));
        backOff.Fruitless.ShouldBe(0);
    }
}
