namespace Portal.Benchmarks.Rollouts.Traffic;

/// <summary>The twelve families of bad versions; the last is bad in both arms, so that nobody should be rolled back.</summary>
internal static class BadTraffic
{
    public static IReadOnlyList<TrafficCase> All { get; } =
    [
        .. new[] { 2, 4, 10, 50 }.Select(Step),
        Case("B2", "late", (dice, run) => From((int)dice.Between(60, 1200), run, (ref Moment moment) => moment.CanaryErrors = 0.05)),
        Case("B3", "ramp", (_, _) => (int second, ref Moment moment) => moment.CanaryErrors += Math.Min(0.1, 0.1 * second / 1200)),
        Case("B4", "latency", (_, run) => From(0, run, (ref Moment moment) => moment.CanarySlow = 0.03)) with { FaultRate = 0.03, IsSlowFault = true },
        Case("B5", "endpoint", (_, run) => (int _, ref Moment moment) => (moment.EndpointShare, moment.CanaryEndpointErrors) = (0.02, 1)) with { FaultRate = 0.025 },
        Case("B6", "every-minute", (_, run) => (int second, ref Moment moment) => moment.CanaryErrors = second % 60 < 5 ? 0.5 : moment.CanaryErrors),
        Case("B7", "crash-loop", CrashLoop),
        Case("B8", "retries", (_, run) => From(0, run, (ref Moment moment) => (moment.CanaryRetries, moment.CanarySlow) = (0.2, 0.05)))
            with { FaultRate = 0.05, IsSlowFault = true },
        Case("B9", "outage", Outage),
        Case("B10", "saturation", Saturation),
        Case("B11", "one-pod", (_, run) => From(0, run, (ref Moment moment) => moment.CanaryErrors += 0.2 / 3)) with { FaultRate = 0.07 },
        Case("B12", "both", (_, run) => From(300, run, (ref Moment moment) => (moment.CanaryErrors, moment.StableErrors) = (0.1, 0.1)))
            with { Label = Label.Hold, ObjectiveTarget = 0.995 },
    ];

    private delegate void Change(ref Moment moment);

    private static TrafficCase Case(string family, string name, Func<Dice, TrafficRun, Shape> begin) => new(family, name, Label.Bad, begin);

    private static TrafficCase Step(int ratio) =>
        Case("B1", $"x{ratio}", (_, run) => From(0, run, (ref Moment moment) => moment.CanaryErrors *= ratio)) with { FaultRate = 0.005 * ratio };

    private static Shape From(int onset, TrafficRun run, Change change)
    {
        run.Onset = onset;
        return (int second, ref Moment moment) =>
        {
            if (second >= onset)
            {
                change(ref moment);
            }
        };
    }

    /// <summary>Pods serve for 20 s, die, and wait twice as long every time.</summary>
    private static Shape CrashLoop(Dice dice, TrafficRun run)
    {
        var (backAt, diesAt, restarts, wait) = (0, 20 + (int)dice.Between(0, 10), 0, 10);
        return (int second, ref Moment moment) =>
        {
            if (second == diesAt)
            {
                restarts++;
                backAt = second + wait;
                wait = Math.Min(300, 2 * wait);
                diesAt = backAt + 20;
            }

            moment.Glitch = second < backAt ? Glitch.Dead : Glitch.None;
            moment.PodRestarts = restarts;
        };
    }

    /// <summary>The version breaks and its metrics with it, for a minute.</summary>
    private static Shape Outage(Dice dice, TrafficRun run)
    {
        run.Onset = 300;
        return (int second, ref Moment moment) =>
        {
            moment.CanaryErrors = second < 300 ? moment.CanaryErrors : 0.05;
            moment.Glitch = second is >= 300 and < 360 ? Glitch.Missing : Glitch.None;
        };
    }

    /// <summary>It fails only under half of the traffic, which it gets after ten minutes.</summary>
    private static Shape Saturation(Dice dice, TrafficRun run)
    {
        run.Onset = 600;
        return (int second, ref Moment moment) =>
        {
            if (second >= 600)
            {
                (moment.Weight, moment.CanaryErrors) = (0.5, 0.05);
            }
        };
    }
}
