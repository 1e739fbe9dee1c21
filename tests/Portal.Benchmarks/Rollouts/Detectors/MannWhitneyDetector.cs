using Portal.Benchmarks.Rollouts.Traffic;
using Portal.Domain.Rollouts.Analysis;

namespace Portal.Benchmarks.Rollouts.Detectors;

/// <summary>Kayenta's way: rates of whole minutes as points, compared by rank (Mann and Whitney 1947, with ties) at one per cent; asked every minute.</summary>
internal sealed class MannWhitneyDetector : IDetector
{
    private const double OnePercent = 2.326;
    private const int FewestPoints = 5;

    private readonly IntervalSums _minute = new(60);
    private readonly List<(double Stable, double Canary)> _errors = [];
    private readonly List<(double Stable, double Canary)> _slow = [];
    private Call _call;

    public string Name => "mann-whitney";

    public double? Delay => null;

    public void Begin(TrafficCase traffic)
    {
        _minute.Clear();
        _errors.Clear();
        _slow.Clear();
        _call = Call.Hold;
    }

    public Call Look(in TrafficTick tick)
    {
        if (!_minute.Add(tick))
        {
            return _call;
        }

        if (_minute.IsMissing || _minute.Stable.Requests == 0)
        {
            return _call = Call.Hold;
        }

        _errors.Add((Rate(_minute.Stable.Errors, _minute.Stable), Rate(_minute.Canary.Errors, _minute.Canary)));
        _slow.Add((Rate(_minute.Stable.Slow, _minute.Stable), Rate(_minute.Canary.Slow, _minute.Canary)));
        return _call = _errors.Count >= FewestPoints && (IsHigher(_errors) || IsHigher(_slow)) ? Call.RollBack : Call.Good;
    }

    private static double Rate(long bad, ArmSample sample) => (double)bad / sample.Requests;

    private static bool IsHigher(List<(double Stable, double Canary)> points)
    {
        double u = 0, n = points.Count;
        foreach (var (_, canary) in points)
        {
            foreach (var (stable, _) in points)
            {
                u += canary > stable ? 1 : canary == stable ? 0.5 : 0;
            }
        }

        var ties = points.SelectMany(point => new[] { point.Stable, point.Canary }).GroupBy(value => value).Sum(group => Math.Pow(group.Count(), 3) - group.Count());
        var all = 2 * n;
        var variance = n * n / 12 * (all + 1 - (ties / (all * (all - 1))));
        return variance > 0 && (u - (n * n / 2) - 0.5) / Math.Sqrt(variance) > OnePercent;
    }
}
