using Portal.Local.Kubernetes.Traffic;

namespace Portal.Operators.Tests.LocalKubernetes;

public sealed class NoiseTests
{
    private const int Seed = 4711;
    private const int Draws = 20_000;

    [Theory]
    [InlineData(0.3)]
    [InlineData(5)]
    [InlineData(29)]
    [InlineData(400)]
    public void Poisson_Mean_IsMeanAndVariance(double mean)
    {
        var noise = new Noise(Seed);
        var (actual, variance) = Moments(() => noise.Poisson(mean));
        actual.ShouldBe(mean, Math.Max(0.02, mean * 0.03), $"seed {Seed}");
        variance.ShouldBe(mean, Math.Max(0.03, mean * 0.08), $"seed {Seed}");
    }

    [Theory]
    [InlineData(100, 0.001)]
    [InlineData(100, 0.25)]
    [InlineData(10_000, 0.3)]
    [InlineData(50, 0.9)]
    public void Binomial_TrialsAndChance_GiveItsMoments(long trials, double chance)
    {
        var noise = new Noise(Seed);
        var (actual, variance) = Moments(() => noise.Binomial(trials, chance));
        actual.ShouldBe(trials * chance, Math.Max(0.02, trials * chance * 0.03), $"seed {Seed}");
        variance.ShouldBe(trials * chance * (1 - chance), Math.Max(0.02, trials * chance * 0.08), $"seed {Seed}");
    }

    [Theory]
    [InlineData(1e-12)]
    [InlineData(1e-18)]
    [InlineData(1e-300)]
    [InlineData(double.Epsilon)]
    [InlineData(double.NaN)]
    [InlineData(-1e-9)]
    public void Binomial_HardlyAnyChance_IsNone(double chance)
    {
        new Noise(Seed).Binomial(1000, chance).ShouldBe(0);
    }

    [Theory]
    [InlineData(0.00001)]
    [InlineData(0.001)]
    [InlineData(0.4)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Histogram_OfAnyLatency_HasEveryRequestOnceAtMost(double mean)
    {
        var histogram = new RequestHistogram();
        var noise = new Noise(Seed);
        for (var index = 0; index < 200; index++)
        {
            histogram.Add(100, mean, noise);
        }

        histogram.Count.ShouldBe(20_000);
        (histogram.Sum / histogram.Count).ShouldBe(mean, mean * 0.05);
        var buckets = histogram.Cumulative().ToList();
        buckets.Select(bucket => bucket.Count).ShouldBeInOrder();
        buckets[^1].Count.ShouldBeLessThanOrEqualTo(20_000);
        foreach (var (bound, count) in buckets)
        {
            ((double)count).ShouldBe(20_000 * LatencyCurve.ShareWithin(bound, mean), 500);
        }
    }

    [Fact]
    public void Poisson_OfParts_AddsUpToThatOfTheWhole()
    {
        var noise = new Noise(Seed);
        var (actual, variance) = Moments(() => Enumerable.Range(0, 10).Sum(_ => noise.Poisson(1)));
        actual.ShouldBe(10, 0.3);
        variance.ShouldBe(10, 0.8);
    }

    [Fact]
    public void Draws_OfOneSeed_AreTheSame()
    {
        var (one, two) = (new Noise(Seed), new Noise(Seed));
        Enumerable.Range(0, 100).Select(_ => one.Poisson(3)).ShouldBe(Enumerable.Range(0, 100).Select(_ => two.Poisson(3)).ToList());
    }

    [Fact]
    public void LatencyCurve_Shares_RiseFromNothingToAll()
    {
        LatencyCurve.ShareWithin(0.0001, 0.04).ShouldBe(0, 1e-6);
        LatencyCurve.ShareWithin(10, 0.04).ShouldBe(1, 1e-6);
        LatencyCurve.Bounds.Select(bound => LatencyCurve.ShareWithin(bound, 0.04)).ShouldBeInOrder();
    }

    private static (double Mean, double Variance) Moments(Func<long> draw)
    {
        var values = Enumerable.Range(0, Draws).Select(_ => (double)draw()).ToList();
        var mean = values.Average();
        return (mean, values.Average(value => (value - mean) * (value - mean)));
    }
}
