using Portal.Benchmarks.Rollouts.Traffic;

namespace Portal.Benchmarks.Rollouts.Detectors;

/// <summary>
/// Flagger's counting with its documented sample: one check a minute, rolled back at ten failed ones, which are never forgotten
/// within a revision; a missing value is a failed check (pkg/controller/scheduler.go).
/// </summary>
internal sealed class FlaggerDetector : IDetector
{
    private const int Threshold = 10;

    private readonly IntervalSums _minute = new(60);
    private int _failed;
    private Call _call;

    public string Name => "flagger";

    public double? Delay => null;

    public void Begin(TrafficCase traffic)
    {
        (_failed, _call) = (0, Call.Hold);
        _minute.Clear();
    }

    public Call Look(in TrafficTick tick)
    {
        if (_minute.Add(tick))
        {
            var fails = _minute.IsMissing || ThresholdRule.Fails(_minute.Canary);
            _failed += fails ? 1 : 0;
            _call = _failed >= Threshold ? Call.RollBack : fails ? Call.Hold : Call.Good;
        }

        return _call;
    }
}
