using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Rollouts.Metrics.Windows;

namespace Portal.Operators.Rollouts.Metrics.Settings;

/// <summary>Queries of counts, each asked for either arm; the same names are filled in as in <see cref="PrometheusQueries"/>.</summary>
internal sealed record WindowQueries(string Requests, string Errors, string? Slow)
{
    /// <summary>Each query, filled in.</summary>
    public IEnumerable<(Arm Arm, WindowMeasure Measure, string Query)> For(MetricScope scope) =>
        from arm in new[] { Arm.Stable, Arm.Canary }
        from query in new[] { (WindowMeasure.Requests, Requests), (WindowMeasure.Errors, Errors), (WindowMeasure.Slow, Slow ?? "") }
        where query.Item2.Length > 0
        select (arm, query.Item1, scope.Fill(query.Item2, arm));
}
