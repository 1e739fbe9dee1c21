using Portal.Benchmarks.Rollouts.Detectors;
using Portal.Benchmarks.Rollouts.Traffic;

namespace Portal.Benchmarks.Rollouts.Scoring;

/// <summary>Shows one run to one detector.</summary>
internal static class Playback
{
    public static Outcome Play(IDetector detector, TrafficCase traffic, TrafficRun run)
    {
        detector.Begin(traffic);
        var (advances, turns, isUp, wasBlind) = (0, 0, false, false);
        foreach (ref readonly var tick in run.Ticks.AsSpan())
        {
            // Whoever has no warm-up of its own is started after it, so that all know the same.
            if (tick.Second <= traffic.WarmUp.TotalSeconds && !detector.KnowsWarmUp)
            {
                continue;
            }

            var call = detector.Look(tick);
            if (call == Call.RollBack)
            {
                return new Outcome(run.Onset, tick.Second, tick.Exposed, advances, turns / 2, null);
            }

            var isBlind = tick.Glitch is not (Glitch.None or Glitch.Duplicate);
            advances += isBlind && call == Call.Good ? 1 : 0;
            // Going on, held, going on, although measurements came all the time.
            turns += !isBlind && !wasBlind && (call == Call.Good) != isUp && tick.Second > 60 ? 1 : 0;
            (isUp, wasBlind) = (call == Call.Good, isBlind);
        }

        return new Outcome(run.Onset, null, run.Ticks[^1].Exposed, advances, turns / 2, detector.Delay);
    }
}
