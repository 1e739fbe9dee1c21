using Portal.Domain.Rollouts.Analysis;

namespace Portal.Benchmarks.Rollouts.Traffic;

/// <summary>Half an hour of one rollout's traffic, sampled every five seconds. Reused from seed to seed.</summary>
internal sealed class TrafficRun
{
    public const int Seconds = 1800;
    public const int Interval = 5;

    public TrafficTick[] Ticks { get; } = new TrafficTick[Seconds / Interval];

    /// <summary>The second in which the fault begins. Set by the case.</summary>
    public int Onset { get; set; }

    public void Generate(TrafficCase traffic, int seed)
    {
        var dice = new Dice(Mix(traffic.Title, seed));
        Onset = 0;
        var shape = traffic.Begin(dice, this);
        var ordinary = new Moment
        {
            RequestsPerSecond = traffic.RequestsPerSecond,
            Weight = 0.1,
            StableErrors = traffic.ErrorRate,
            CanaryErrors = traffic.ErrorRate,
            StableSlow = traffic.SlowRate,
            CanarySlow = traffic.SlowRate,
            Bunch = 1,
        };
        var (weight, exposed) = (ordinary.Weight, 0L);
        var tick = new TrafficTick { BeginsStep = true };
        for (var second = 0; second < Seconds; second++)
        {
            var moment = ordinary;
            shape(second, ref moment);
            tick.BeginsStep |= moment.Weight != weight;
            weight = moment.Weight;
            exposed += Draw(dice, moment, ref tick, traffic.IsSlowFault, second >= Onset);
            if ((second + 1) % Interval == 0)
            {
                tick.Second = second + 1;
                tick.Exposed = exposed;
                Ticks[second / Interval] = tick;
                // Counters go on counting while nobody reads them.
                tick = moment.Glitch == Glitch.Missing ? tick with { BeginsStep = false, Glitch = Glitch.None } : new TrafficTick();
            }
        }
    }

    private static long Draw(Dice dice, in Moment moment, ref TrafficTick tick, bool isSlowFault, bool isFaulty)
    {
        var stable = dice.Poisson(moment.RequestsPerSecond * (1 - moment.Weight));
        var canary = dice.Poisson(moment.RequestsPerSecond * moment.Weight * (1 + moment.CanaryRetries));
        var stableErrors = Math.Min(stable, dice.Hits(stable, moment.StableErrors, moment.Bunch) + moment.ExtraStable);
        var canaryErrors = Math.Min(canary, dice.Hits(canary, moment.CanaryErrors, moment.Bunch) + moment.ExtraCanary);
        var canarySlow = dice.Hits(canary, moment.CanarySlow);
        var stableSlow = dice.Hits(stable, moment.StableSlow);
        if (moment.EndpointShare > 0)
        {
            var stableEndpoint = dice.Hits(stable, moment.EndpointShare);
            var canaryEndpoint = dice.Hits(canary, moment.EndpointShare);
            var stableEndpointErrors = dice.Hits(stableErrors, moment.EndpointShare);
            var canaryEndpointErrors = moment.CanaryEndpointErrors > 0 ? dice.Hits(canaryEndpoint, moment.CanaryEndpointErrors) : dice.Hits(canaryErrors, moment.EndpointShare);
            canaryErrors = Math.Min(canary, moment.CanaryEndpointErrors > 0 ? canaryErrors + canaryEndpointErrors : canaryErrors);
            tick.StableEndpoint = Add(tick.StableEndpoint, stableEndpoint, Math.Min(stableEndpoint, stableEndpointErrors), 0);
            tick.CanaryEndpoint = Add(tick.CanaryEndpoint, canaryEndpoint, Math.Min(canaryEndpoint, canaryEndpointErrors), 0);
        }

        tick.Glitch = moment.Glitch;
        tick.PodRestarts = moment.PodRestarts;
        if (moment.Glitch == Glitch.Dead)
        {
            canaryErrors = canary;
        }
        else
        {
            tick.Stable = Add(tick.Stable, stable, stableErrors, stableSlow);
            tick.Canary = Add(tick.Canary, canary, canaryErrors, canarySlow);
        }

        return !isFaulty ? 0 : isSlowFault ? canarySlow : canaryErrors;
    }

    private static ArmSample Add(ArmSample sum, int requests, int errors, int slow) => new(sum.Requests + requests, sum.Errors + errors, sum.Slow + slow);

    // FNV-1a: string.GetHashCode is another one in every process.
    private static ulong Mix(string title, int seed)
    {
        var hash = title.Aggregate(14695981039346656037UL, (sum, letter) => (sum ^ letter) * 1099511628211UL);
        return (hash ^ (uint)seed) * 1099511628211UL;
    }
}
