using Portal.Benchmarks.Rollouts.Traffic;

namespace Portal.Benchmarks.Rollouts.Detectors;

/// <summary>
/// Argo Rollouts' counting: one measurement a minute, failed when more than failureLimit (3) failed; a provider that does not answer is asked again
/// every ten seconds, and more than four such errors in a row end the analysis (analysis/analysis.go).
/// </summary>
internal sealed class ArgoDetector : IDetector
{
    private const int FailureLimit = 3;
    private const int ConsecutiveErrorLimit = 4;

    private readonly IntervalSums _minute = new(60);
    private int _failed;
    private int _errors;
    private Call _call;

    public string Name => "argo";

    public double? Delay => null;

    public void Begin(TrafficCase traffic)
    {
        (_failed, _errors, _call) = (0, 0, Call.Hold);
        _minute.Clear();
    }

    public Call Look(in TrafficTick tick)
    {
        var isDue = _minute.Add(tick);
        if (_minute.IsMissing && (isDue || _errors > 0))
        {
            _errors += isDue || tick.Second % 10 == 0 ? 1 : 0;
            _call = _errors > ConsecutiveErrorLimit ? Call.RollBack : Call.Hold;
        }
        else if (isDue || _errors > 0)
        {
            _errors = 0;
            var fails = ThresholdRule.Fails(_minute.Canary);
            _failed += fails ? 1 : 0;
            _call = _failed > FailureLimit ? Call.RollBack : fails ? Call.Hold : Call.Good;
        }

        return _call;
    }
}
