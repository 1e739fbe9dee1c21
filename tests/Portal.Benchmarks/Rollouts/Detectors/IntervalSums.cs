using Portal.Benchmarks.Rollouts.Traffic;
using Portal.Domain.Rollouts.Analysis;

namespace Portal.Benchmarks.Rollouts.Detectors;

/// <summary>Samples added up over a longer interval, as rules that look once a minute see them.</summary>
internal sealed class IntervalSums(int seconds)
{
    private int _missing;

    public ArmSample Stable { get; private set; }

    public ArmSample Canary { get; private set; }

    /// <summary>Nothing was read in the whole interval, or nothing in its last sample.</summary>
    public bool IsMissing { get; private set; }

    public void Clear()
    {
        (Stable, Canary, _missing) = (default, default, 0);
    }

    /// <returns>True at the end of an interval.</returns>
    public bool Add(in TrafficTick tick)
    {
        if ((tick.Second - TrafficRun.Interval) % seconds == 0)
        {
            Clear();
        }

        if (tick.Glitch is Glitch.None or Glitch.Duplicate)
        {
            Stable = Sum(Stable, tick.Stable);
            Canary = Sum(Canary, tick.Canary);
            _missing = 0;
        }
        else
        {
            _missing++;
        }

        IsMissing = _missing > 0 || Canary.Requests == 0;
        return tick.Second % seconds == 0;
    }

    private static ArmSample Sum(ArmSample a, ArmSample b) => new(a.Requests + b.Requests, a.Errors + b.Errors, a.Slow + b.Slow);
}
