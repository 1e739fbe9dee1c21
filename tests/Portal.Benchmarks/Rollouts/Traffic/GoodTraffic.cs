namespace Portal.Benchmarks.Rollouts.Traffic;

/// <summary>The seven families of good versions.</summary>
internal static class GoodTraffic
{
    private const int Pods = 10;

    public static IReadOnlyList<TrafficCase> All { get; } =
    [
        .. new[] { 0.0005, 0.001, 0.005, 0.01, 0.02 }.Select(Steady),
        Case("A1", "endpoints", (_, _) => (int _, ref Moment moment) => moment.EndpointShare = 0.02),
        .. new[] { 0.2, 0.7, 2 }.Select(Little),
        Case("A3", "day-and-night", Diurnal),
        Case("A3", "common-spike", Spike) with { ObjectiveTarget = 0.995 },
        Case("A4", "bunches-of-5", (_, _) => (int _, ref Moment moment) => moment.Bunch = 5),
        Case("A4", "bunches-of-20", (_, _) => (int _, ref Moment moment) => moment.Bunch = 20),
        Case("A4", "pods-stall", Stalls),
        Case("A5", "errors-at-start", WarmUp(slow: false)) with { WarmUp = TimeSpan.FromSeconds(30) },
        Case("A5", "slow-at-start", WarmUp(slow: true)) with { WarmUp = TimeSpan.FromSeconds(30) },
        Case("A6", "gaps", Gaps),
        Case("A7", "better", (_, _) => (int _, ref Moment moment) => moment.CanaryErrors = 0.001),
    ];

    private static TrafficCase Case(string family, string name, Func<Dice, TrafficRun, Shape> begin) => new(family, name, Label.Good, begin);

    private static TrafficCase Steady(double rate) =>
        Case("A1", FormattableString.Invariant($"steady-{100 * rate:0.##}%"), (_, _) => (int _, ref Moment _) => { }) with { ErrorRate = rate, FaultRate = 10 * rate };

    private static TrafficCase Little(double rps) =>
        Case("A2", FormattableString.Invariant($"{rps}-rps"), (_, _) => (int _, ref Moment _) => { }) with { RequestsPerSecond = rps };

    /// <summary>Traffic and failure rate go up and down by 60 %, as fast as a day would in twenty minutes.</summary>
    private static Shape Diurnal(Dice dice, TrafficRun run)
    {
        var phase = dice.Between(0, 2 * Math.PI);
        return (int second, ref Moment moment) =>
        {
            var wave = 0.6 * Math.Sin((2 * Math.PI * second / 1200) + phase);
            moment.RequestsPerSecond *= 1 + wave;
            moment.StableErrors *= 1 - wave;
            moment.CanaryErrors *= 1 - wave;
        };
    }

    /// <summary>A dependency of both versions fails for a minute.</summary>
    private static Shape Spike(Dice dice, TrafficRun run)
    {
        var start = (int)dice.Between(0, 1700);
        return (int second, ref Moment moment) =>
        {
            if (second >= start && second < start + 60)
            {
                (moment.StableErrors, moment.CanaryErrors) = (0.05, 0.05);
            }
        };
    }

    /// <summary>Ten pods, one of them the canary's; each stalls for a second about every ten minutes and fails two of five requests.</summary>
    private static Shape Stalls(Dice dice, TrafficRun run) => (int second, ref Moment moment) =>
    {
        for (var pod = 0; pod < Pods; pod++)
        {
            if (dice.Next() >= 1 / 600.0)
            {
                continue;
            }

            var failed = dice.Poisson(moment.RequestsPerSecond / Pods * 0.4);
            moment.ExtraCanary += pod == 0 ? failed : 0;
            moment.ExtraStable += pod == 0 ? 0 : failed;
        }
    };

    private static Func<Dice, TrafficRun, Shape> WarmUp(bool slow) => (_, _) => (int second, ref Moment moment) =>
    {
        if (second < 30)
        {
            moment.CanaryErrors *= slow ? 1 : 10;
            moment.CanarySlow *= slow ? 10 : 1;
        }
    };

    /// <summary>About every eight minutes the source is gone for 5 to 60 s; samples come twice; counters go backwards.</summary>
    private static Shape Gaps(Dice dice, TrafficRun run)
    {
        var gapUntil = 0;
        return (int second, ref Moment moment) =>
        {
            if (second % TrafficRun.Interval == 0 && second > gapUntil && dice.Next() < 1 / 96.0)
            {
                gapUntil = second + (int)dice.Between(5, 60);
            }

            var odd = dice.Next();
            moment.Glitch = second < gapUntil ? Glitch.Missing : odd < 0.02 ? Glitch.Duplicate : odd < 0.03 ? Glitch.Reset : Glitch.None;
        };
    }
}
