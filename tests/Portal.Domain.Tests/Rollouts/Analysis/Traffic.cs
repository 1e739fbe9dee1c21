using Portal.Domain.Rollouts.Analysis;

namespace Portal.Domain.Tests.Rollouts.Analysis;

/// <summary>Seeded traffic of two versions, one second at a time.</summary>
internal sealed class Traffic(Random random, int requestsPerSecond = 100)
{
    private DateTimeOffset _now = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now => _now;

    public double StableRate { get; set; } = 0.005;

    public double CanaryRate { get; set; } = 0.005;

    public double CanaryShare { get; set; } = 0.1;

    public AnalysisSample Next()
    {
        _now += TimeSpan.FromSeconds(1);
        var canary = Binomial(requestsPerSecond, CanaryShare);
        var stable = requestsPerSecond - canary;
        return new AnalysisSample(_now, new ArmSample(stable, Binomial(stable, StableRate), 0), new ArmSample(canary, Binomial(canary, CanaryRate), 0));
    }

    private int Binomial(int trials, double probability)
    {
        var hits = 0;
        for (var i = 0; i < trials; i++)
        {
            hits += random.NextDouble() < probability ? 1 : 0;
        }

        return hits;
    }
}
