using Portal.Domain.Rollouts.Analysis;

namespace Portal.Domain.Tests.Rollouts.Analysis;

public sealed class BettingTestTests(ITestOutputHelper output)
{
    /// <summary>The martingale's mean: whatever the rate, the tolerance and the split, changed half-way too.</summary>
    [Theory]
    [InlineData(0.001, 1, 0.1)]
    [InlineData(0.02, 1, 0.1)]
    [InlineData(0.2, 1, 0.5)]
    [InlineData(0.02, 1.5, 0.02)]
    public void EValue_GoodCanary_IsAtMostOneOnAverage(double rate, double tolerated, double laterShare)
    {
        const int Runs = 1500;
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var sum = 0.0;
        var squares = 0.0;
        for (var run = 0; run < Runs; run++)
        {
            var traffic = new Traffic(random) { StableRate = rate, CanaryRate = rate * tolerated };
            var test = new BettingTest(tolerated);
            for (var second = 1; second <= 40; second++)
            {
                traffic.CanaryShare = second > 20 ? laterShare : 0.1;
                Observe(test, traffic.Next());
                Settle(test, second);
            }

            sum += test.EValue;
            squares += test.EValue * test.EValue;
        }

        var mean = sum / Runs;
        var error = Math.Sqrt(((squares / Runs) - (mean * mean)) / Runs);
        mean.ShouldBeLessThan(1 + (4 * error), $"seed {seed}");
    }

    /// <summary>Once in a hundred at most, at any time, while the common rate goes up and down tenfold.</summary>
    [Fact]
    public void EValue_GoodCanaryAndARestlessRate_HardlyEverReachesTheLimit()
    {
        const int Runs = 600;
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var reached = 0;
        for (var run = 0; run < Runs; run++)
        {
            var traffic = new Traffic(random);
            var test = new BettingTest();
            var highest = 0.0;
            for (var second = 1; second <= 200; second++)
            {
                traffic.StableRate = traffic.CanaryRate = second / 30 % 2 == 0 ? 0.01 : 0.1;
                Observe(test, traffic.Next());
                highest = Math.Max(highest, test.EValue);
                Settle(test, second);
            }

            reached += highest >= 100 ? 1 : 0;
        }

        // Six are expected at most; eighteen would be a one in a hundred thousand.
        reached.ShouldBeLessThan(18, $"seed {seed}");
    }

    /// <summary>Moving one failure onto the canary, anywhere, never makes it look better, then or later.</summary>
    [Fact]
    public void EValue_OneMoreCanaryFailure_NeverLowersItNowOrLater()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var run = 0; run < 200; run++)
        {
            var (fewer, more) = (new BettingTest(), new BettingTest());
            for (var second = 1; second <= 60; second++)
            {
                var (canary, stable) = (random.Next(1, 50), random.Next(1, 500));
                var (canaryBad, stableBad) = (random.Next(0, canary), random.Next(0, 1 + (stable / 20)));
                fewer.Observe(canary, canaryBad, stable, stableBad);
                more.Observe(canary, Math.Min(canary, canaryBad + (random.Next(10) == 0 ? 1 : 0)), stable, stableBad);
                more.EValue.ShouldBeGreaterThanOrEqualTo(fewer.EValue * (1 - 1e-9), $"seed {seed}, run {run}, second {second}");
                Settle(fewer, second);
                Settle(more, second);
            }
        }
    }

    [Fact]
    public void EValue_TenTimesTheTrafficWithTheSameFailures_IsTheSame()
    {
        var (little, much) = (new BettingTest(), new BettingTest());
        for (var second = 1; second <= 20; second++)
        {
            little.Observe(10, 1, 90, 2);
            much.Observe(100, 1, 900, 2);
            Settle(little, second);
            Settle(much, second);
        }

        much.EValue.ShouldBe(little.EValue, little.EValue * 1e-9);
    }

    [Fact]
    public void EValue_OneBurst_GrowsToACeilingAndIsNotConfirmed()
    {
        var test = new BettingTest();
        test.Observe(50, 40, 450, 2);
        var ceiling = test.EValue;
        test.Observe(50, 50, 450, 2);

        test.EValue.ShouldBe(ceiling, 1e-9);
        ceiling.ShouldBeLessThan(Math.Exp(4));
        test.IsConfirmed.ShouldBeFalse();
    }

    [Fact]
    public void IsConfirmed_ThreeBadBlocks_AreNeeded()
    {
        var test = new BettingTest();
        for (var block = 1; block <= 3; block++)
        {
            test.IsConfirmed.ShouldBeFalse($"before block {block}");
            test.Observe(50, 10, 450, 2);
            test.IsConfirmed.ShouldBe(block == 3);
            test.Settle(5);
        }

        test.EValue.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void EValue_StableFailuresComeInBunches_CountsABunchOnTheCanaryForLess()
    {
        var (even, bunched) = (new BettingTest(), new BettingTest());
        for (var block = 0; block < 40; block++)
        {
            even.Observe(50, 0, 450, 2);
            bunched.Observe(50, 0, 450, block % 5 == 0 ? 10 : 0);
            even.Settle(5);
            bunched.Settle(5);
        }

        even.Restart();
        bunched.Restart();
        var (before, beforeBunched) = (even.EValue, bunched.EValue);
        even.Observe(50, 5, 450, 2);
        bunched.Observe(50, 5, 450, 2);

        (bunched.EValue - beforeBunched).ShouldBeLessThan((even.EValue - before) / 3);
    }

    [Fact]
    public void EValue_FaultAfterAnHour_IsFoundInTwoMinutes()
    {
        var test = new BettingTest();
        for (var block = 0; block < 720; block++)
        {
            test.Observe(50, block % 4 == 0 ? 1 : 0, 450, 2);
            test.Settle(5);
        }

        var blocks = 0;
        while (test.EValue < 100)
        {
            test.Observe(50, 3, 450, 2);
            test.Settle(5);
            (++blocks).ShouldBeLessThanOrEqualTo(24);
        }
    }

    [Fact]
    public void EValue_BadCanary_PassesTheLimitInSeconds()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var seconds = Enumerable.Range(0, 100).Select(_ => SecondsToLimit(random)).Order().ToList();

        seconds[50].ShouldBeLessThanOrEqualTo(20, $"seed {seed}");
        seconds[95].ShouldBeLessThanOrEqualTo(60, $"seed {seed}");
    }

    [Fact]
    public void EValue_MoreCanaryFailures_NeverLowersIt()
    {
        double previous = 0;
        for (var failures = 0; failures <= 20; failures++)
        {
            var test = new BettingTest();
            test.Observe(100, failures, 900, 9);
            test.EValue.ShouldBeGreaterThanOrEqualTo(previous);
            previous = test.EValue;
        }
    }

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(10, 10, 0, 0)]
    [InlineData(0, 0, 10, 10)]
    [InlineData(10, 0, 10, 0)]
    [InlineData(1, 1, 1, 1)]
    [InlineData(1_000_000_000, 1_000_000_000, 1_000_000_000, 0)]
    [InlineData(-5, 3, 7, 1)]
    public void EValue_AnyCounts_IsANumber(long canaryRequests, long canaryBad, long stableRequests, long stableBad)
    {
        var test = new BettingTest();
        for (var i = 0; i < 200; i++)
        {
            test.Observe(canaryRequests, canaryBad, stableRequests, stableBad);
            test.Restart();
            test.Settle(i % 3);
        }

        double.IsFinite(test.EValue).ShouldBeTrue();
        test.EValue.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void EValue_CommonFailure_IsNotBlamedOnTheCanary()
    {
        var test = new BettingTest();
        for (var i = 0; i < 30; i++)
        {
            test.Observe(10, 1, 90, 9);
        }

        for (var i = 0; i < 30; i++)
        {
            test.Observe(10, 10, 90, 90);
        }

        test.EValue.ShouldBeLessThan(2);
    }

    private static int SecondsToLimit(Random random)
    {
        var traffic = new Traffic(random) { CanaryRate = 0.05 };
        var test = new BettingTest();
        for (var second = 1; second <= 300; second++)
        {
            Observe(test, traffic.Next());
            if (test.EValue >= 100 && test.IsConfirmed)
            {
                return second;
            }

            Settle(test, second);
        }

        return int.MaxValue;
    }

    private static void Settle(BettingTest test, int second)
    {
        if (second % 5 == 0)
        {
            test.Settle(5);
        }
    }

    private static void Observe(BettingTest test, AnalysisSample sample) =>
        test.Observe(sample.Canary.Requests, sample.Canary.Errors, sample.Stable.Requests, sample.Stable.Errors);
}
