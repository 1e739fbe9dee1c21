using System.Globalization;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Rollouts.Metrics.Settings;

namespace Portal.Operators.Rollouts.Metrics.Prometheus;

/// <summary>
/// Counters by queries of the spec's own. Each series is followed by itself under its labels; a query that adds pods up is one series without a restart to be
/// told from a fall, so a fall counts nothing.
/// </summary>
internal sealed class PrometheusQuerying(PrometheusClient client, PrometheusQueries queries)
{
    public async Task<MetricReading> ReadAsync(MetricScope scope, CancellationToken cancellationToken)
    {
        var stable = await ReadAsync(scope, Arm.Stable, cancellationToken);
        if (stable.Problem is not null)
        {
            return stable;
        }

        var canary = await ReadAsync(scope, Arm.Canary, cancellationToken);
        return canary.Problem is not null ? canary : new MetricReading([.. stable.Counters, .. canary.Counters]);
    }

    private async Task<MetricReading> ReadAsync(MetricScope scope, Arm arm, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(new[] { queries.Requests, queries.Errors, queries.Slow }
            .Select(query => query is null ? Task.FromResult(new PrometheusAnswer([])) : client.QueryAsync(scope.Fill(query, arm), scope.Rollout.Namespace, cancellationToken)));
        if (answers.FirstOrDefault(answer => answer.Problem is not null) is { } failed)
        {
            return new MetricReading([], failed.Problem) { IsMisconfigured = failed.IsMisconfigured };
        }

        var requests = ByLabels(answers[0]);
        if (requests.Count == 0)
        {
            return MetricReading.Missing($"the query for requests selects nothing of the {arm.Word()} version");
        }

        var (errors, slow) = (ByLabels(answers[1]), ByLabels(answers[2]));
        if (errors.Keys.Concat(slow.Keys).Except(requests.Keys).FirstOrDefault() is { } stray)
        {
            return MetricReading.Misconfigured(string.Create(
                CultureInfo.InvariantCulture, $"the queries yield series that do not belong together: {{{stray}}} has no requests; aggregate all of them by the same labels, such as sum by (pod)"));
        }

        return new MetricReading([.. requests.Select(series =>
            new PodCounters($"{arm.Word()}{{{series.Key}}}", arm, series.Value, errors.GetValueOrDefault(series.Key), slow.GetValueOrDefault(series.Key)) { IsSum = true })]);
    }

    // What is not a number was not measured.
    private static Dictionary<string, double> ByLabels(PrometheusAnswer answer) => answer.Series.Where(series => double.IsFinite(series.Value) && series.Value >= 0)
        .GroupBy(Labels, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Sum(series => series.Value), StringComparer.Ordinal);

    private static string Labels(PrometheusSample series) =>
        string.Join(',', series.Labels.Where(label => label.Key != "__name__").OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}=\"{label.Value}\""));
}
