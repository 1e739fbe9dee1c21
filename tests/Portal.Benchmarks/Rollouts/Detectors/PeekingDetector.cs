using Portal.Benchmarks.Rollouts.Traffic;
using Portal.Domain.Rollouts.Analysis;

namespace Portal.Benchmarks.Rollouts.Detectors;

/// <summary>A rule for one look at all the counts so far, asked again after every sample: what its error rate is not made for.</summary>
internal abstract class PeekingDetector : IDetector
{
    private ArmSample _stable;
    private ArmSample _canary;

    public abstract string Name { get; }

    public double? Delay => null;

    public void Begin(TrafficCase traffic) => (_stable, _canary) = (default, default);

    public Call Look(in TrafficTick tick)
    {
        if (tick.Glitch is not (Glitch.None or Glitch.Duplicate))
        {
            return Call.Hold;
        }

        _stable = Sum(_stable, tick.Stable);
        _canary = Sum(_canary, tick.Canary);
        if (_canary.Requests < 20)
        {
            return Call.Hold;
        }

        return IsWorse(_canary.Errors, _canary.Requests, _stable.Errors, _stable.Requests) || IsWorse(_canary.Slow, _canary.Requests, _stable.Slow, _stable.Requests)
            ? Call.RollBack
            : Call.Good;
    }

    protected abstract bool IsWorse(double canaryBad, double canary, double stableBad, double stable);

    private static ArmSample Sum(ArmSample a, ArmSample b) => new(a.Requests + b.Requests, a.Errors + b.Errors, a.Slow + b.Slow);
}
