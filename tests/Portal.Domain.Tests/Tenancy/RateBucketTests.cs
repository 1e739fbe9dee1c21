using Portal.Domain.Tenancy;

namespace Portal.Domain.Tests.Tenancy;

public sealed class RateBucketTests
{
    private static readonly Rate OneASecond = new(TimeSpan.TicksPerSecond, 5);

    [Fact]
    public void Take_FromAFullBucket_GivesTheBurstAndThenSaysWhenToComeBack()
    {
        var bucket = new RateBucket();
        var now = 1_000_000L;
        for (var left = 4; left >= 0; left--)
        {
            bucket.Take(OneASecond, now).ShouldBe(new RateAnswer(true, left, 0, (5 - left) * TimeSpan.TicksPerSecond));
        }

        bucket.Take(OneASecond, now).ShouldBe(new RateAnswer(false, 0, TimeSpan.TicksPerSecond, 5 * TimeSpan.TicksPerSecond));
        bucket.Take(OneASecond, now + TimeSpan.TicksPerSecond).Allowed.ShouldBeTrue();
    }

    [Fact]
    public void Look_AtABucket_SaysWhatTakingWouldAndTakesNothing()
    {
        var bucket = new RateBucket();
        bucket.Look(OneASecond, 0).ShouldBe(new RateAnswer(true, 5, 0, 0));
        for (var i = 0; i < 5; i++)
        {
            bucket.Take(OneASecond, 0);
        }

        bucket.Look(OneASecond, 0).ShouldBe(new RateAnswer(false, 0, TimeSpan.TicksPerSecond, 5 * TimeSpan.TicksPerSecond));
    }

    [Fact]
    public void GiveBack_AfterATake_LeavesTheBucketAsItWas()
    {
        var bucket = new RateBucket();
        bucket.Take(OneASecond, 0);
        bucket.GiveBack(OneASecond);
        bucket.IsFull(0).ShouldBeTrue();
    }

    [Fact]
    public async Task Take_ByManyThreads_GivesNeverMoreThanTheBurst()
    {
        var bucket = new RateBucket();
        var rate = new Rate(TimeSpan.TicksPerDay, 1000);
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 500).Count(_ => bucket.Take(rate, 0).Allowed))));
        taken.Sum().ShouldBe(1000);
    }

    [Fact]
    public void Take_OverALongTime_GivesTheBurstAndOneEachInterval()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var bucket = new RateBucket();
        var (now, given) = (0L, 0L);
        while (now < 1000 * TimeSpan.TicksPerSecond)
        {
            now += random.NextInt64(TimeSpan.TicksPerSecond / 4);
            given += bucket.Take(OneASecond, now).Allowed ? 1 : 0;
        }

        given.ShouldBeInRange(1000, 1006, $"seed {seed}");
    }
}
