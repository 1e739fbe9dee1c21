using Portal.Domain.Rollouts.Analysis;

namespace Portal.Domain.Tests.Rollouts.Analysis;

public sealed class BettingTestTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(0.001)]
    [InlineData(0.02)]
    [InlineData(0.2)]
    public void EValue_GoodCanary_IsAtMostOneOnAverage(double rate)
    {
        const int Runs = 1500;
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var sum = 0.0;
        var squares = 0.0;
        for (var run = 0; run < Runs; run++)
        {
            var traffic = new Traffic(random) { StableRate = rate, CanaryRate = rate };
            var test = new BettingTest();
            for (var second = 0; second < 40; second++)
            {
                Observe(test, traffic.Next());
            }

            var value = test.EValue();
            sum += value;
            squares += value * value;
        }

        var mean = sum / Runs;
        var error = Math.Sqrt(((squares / Runs) - (mean * mean)) / Runs);
        mean.ShouldBeLessThan(1 + (4 * error), $"seed {seed}");
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
            test.EValue().ShouldBeGreaterThanOrEqualTo(previous);
            previous = test.EValue();
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
        }

        double.IsFinite(test.EValue()).ShouldBeTrue();
        test.EValue().ShouldBeGreaterThan(0);
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

        test.EValue().ShouldBeLessThan(2);
    }

    private static int SecondsToLimit(Random random)
    {
        var traffic = new Traffic(random) { CanaryRate = 0.05 };
        var test = new BettingTest();
        for (var second = 1; second <= 300; second++)
        {
            Observe(test, traffic.Next());
            if (test.EValue() >= 100)
            {
                return second;
            }
        }

        return int.MaxValue;
    }

    private static void Observe(BettingTest test, AnalysisSample sample) =>
        test.Observe(sample.Canary.Requests, sample.Canary.Errors, sample.Stable.Requests, sample.Stable.Errors);
}
