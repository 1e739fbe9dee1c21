using Portal.Benchmarks.Rollouts.Traffic;

namespace Portal.Benchmarks.Rollouts.Detectors;

/// <summary>
/// Wald's sequential probability ratio test on the canary alone, told beforehand what nobody knows: the rate of good and that of bad. The
/// fastest there can be where both are constant.
/// </summary>
internal sealed class OracleDetector : IDetector
{
    private static readonly double Limit = Math.Log(100);

    private double _bad;
    private double _good;
    private double _evidence;
    private bool _isSlow;

    public string Name => "sprt-oracle";

    public double? Delay => null;

    public void Begin(TrafficCase traffic)
    {
        _isSlow = traffic.IsSlowFault;
        var usual = _isSlow ? traffic.SlowRate : traffic.ErrorRate;
        _bad = Math.Log(traffic.FaultRate / usual);
        _good = Math.Log((1 - traffic.FaultRate) / (1 - usual));
        _evidence = 0;
    }

    public Call Look(in TrafficTick tick)
    {
        if (tick.Glitch is not (Glitch.None or Glitch.Duplicate))
        {
            return Call.Hold;
        }

        var bad = _isSlow ? tick.Canary.Slow : tick.Canary.Errors;
        _evidence += (bad * _bad) + ((tick.Canary.Requests - bad) * _good);
        return _evidence >= Limit ? Call.RollBack : Call.Good;
    }
}
