using System.Globalization;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Rollouts.Metrics.Settings;

namespace Portal.Operators.Rollouts.Metrics;

/// <summary>Adds up the series of one pod into its requests, failures and slow ones.</summary>
internal sealed class RequestCounts(RequestMetricNames names)
{
    private readonly Dictionary<double, double> _fast = [];
    private readonly Dictionary<string, SegmentCounters> _segments = [];
    private readonly string _count = $"{names.Metric}_count";
    private readonly string _total = $"{names.Metric}_total";
    private readonly string _bucket = $"{names.Metric}_bucket";
    private double _requests;
    private double _errors;
    private double? _startedAt;

    /// <summary>The metric is there: without it there is no measurement, not zero requests.</summary>
    public bool IsThere { get; private set; }

    /// <summary>The newest that any line says about when it was measured.</summary>
    public double? Timestamp { get; private set; }

    public void Add(PrometheusSample sample)
    {
        if (!double.IsFinite(sample.Value) || sample.Value < 0)
        {
            return;
        }

        if (sample.Name == "process_start_time_seconds")
        {
            _startedAt = sample.Value;
        }
        else if (sample.Name == _count || sample.Name == _total || sample.Name == names.Metric)
        {
            Count(sample);
        }
        else if (sample.Name == _bucket && double.TryParse(sample.Labels.GetValueOrDefault("le"), NumberStyles.Float, CultureInfo.InvariantCulture, out var bound))
        {
            _fast[bound] = _fast.GetValueOrDefault(bound) + sample.Value;
        }
    }

    public PodCounters Of(string uid, Arm arm, TimeSpan latencyBound) =>
        new(uid, arm, _requests, _errors, Slow(latencyBound.TotalSeconds)) { Segments = _segments, StartedAt = _startedAt };

    private void Count(PrometheusSample sample)
    {
        IsThere = true;
        Timestamp = Math.Max(sample.Timestamp ?? double.MinValue, Timestamp ?? double.MinValue) is > double.MinValue and var newest ? newest : null;
        var errors = names.IsError(sample.Labels.GetValueOrDefault(names.StatusLabel, "")) ? sample.Value : 0;
        _requests += sample.Value;
        _errors += errors;
        if (names.RouteLabel is { } label && sample.Labels.TryGetValue(label, out var route) && route.Length > 0)
        {
            var sum = _segments.GetValueOrDefault(route);
            _segments[route] = new SegmentCounters(sum.Requests + sample.Value, sum.Errors + errors);
        }
    }

    /// <summary>Counted from the first bucket at or above the bound: a request in it is not certain to be slow.</summary>
    private double Slow(double bound)
    {
        var fitting = _fast.Keys.Where(le => le >= bound && double.IsFinite(le)).ToList();
        return fitting.Count == 0 ? 0 : Math.Max(0, _requests - _fast[fitting.Min()]);
    }
}
