using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Metrics.Settings;

namespace Portal.Operators.Rollouts.Metrics.Windows;

/// <summary>Datadog's <c>POST /api/v2/query/timeseries</c>: all queries of both arms in one request, in stretches of 20 s, the last five minutes each time.</summary>
internal sealed class DatadogMetricSource(HttpClient http, SecretReader secrets, DatadogSettings settings) : IMetricSource
{
    private const int LargestAnswer = 4 * 1024 * 1024;
    private static readonly TimeSpan Past = TimeSpan.FromMinutes(5);
    private readonly WindowTotals _totals = new();

    public async Task<MetricReading> ReadAsync(MetricScope scope, CancellationToken cancellationToken)
    {
        var keys = await secrets.ReadAsync(scope.Rollout.Namespace, settings.Secret, cancellationToken);
        if (keys?.GetValueOrDefault("apiKey") is not { Length: > 0 } api || keys.GetValueOrDefault("applicationKey") is not { Length: > 0 } application)
        {
            return MetricReading.Misconfigured($"Secret {settings.Secret.Name} is missing, or holds no apiKey and applicationKey");
        }

        var queries = settings.Queries.For(scope).ToList();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.Url, "/api/v2/query/timeseries"));
        request.Content = new StringContent(Body(queries, scope.Now).ToJsonString(), Encoding.UTF8, "application/json");
        request.Headers.Add("DD-API-KEY", api);
        request.Headers.Add("DD-APPLICATION-KEY", application);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                return new MetricReading([], $"Datadog answers {(int)response.StatusCode}")
                {
                    IsMisconfigured = response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden,
                };
            }

            await response.Content.LoadIntoBufferAsync(LargestAnswer, cancellationToken);
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            var points = Points(await JsonNode.ParseAsync(stream, cancellationToken: cancellationToken), queries).ToList();
            return points.Count == 0 ? MetricReading.Missing("Datadog has no values for the queries") : _totals.Take(points, scope.Now - Past - Past);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException)
        {
            return MetricReading.Missing(MetricHttp.Reason("Datadog", e));
        }
    }

    private JsonObject Body(List<(Arm Arm, WindowMeasure Measure, string Query)> queries, DateTimeOffset now) => new()
    {
        ["data"] = new JsonObject
        {
            ["type"] = "timeseries_request",
            ["attributes"] = new JsonObject
            {
                ["from"] = (now - Past).ToUnixTimeMilliseconds(),
                ["to"] = now.ToUnixTimeMilliseconds(),
                ["interval"] = (long)settings.Interval.TotalMilliseconds,
                ["queries"] = new JsonArray([.. queries.Select((query, i) => new JsonObject { ["data_source"] = "metrics", ["name"] = $"q{i}", ["query"] = query.Query })]),
                ["formulas"] = new JsonArray([.. queries.Select((_, i) => new JsonObject { ["formula"] = $"q{i}" })]),
            },
        },
    };

    /// <summary>One row of <c>values</c> for each series; <c>query_index</c> says whose it is. Null is a stretch without any.</summary>
    private static IEnumerable<WindowPoint> Points(JsonNode? answer, List<(Arm Arm, WindowMeasure Measure, string Query)> queries)
    {
        var times = answer.At("data", "attributes", "times") as JsonArray ?? [];
        var series = answer.ItemsAt("data", "attributes", "series").ToList();
        var values = answer.At("data", "attributes", "values") as JsonArray ?? [];
        var sums = new Dictionary<(int, int), double>();
        for (var row = 0; row < Math.Min(values.Count, series.Count); row++)
        {
            var index = (int)(series[row].WholeAt("query_index") ?? -1);
            for (var i = 0; i < times.Count && values[row] is JsonArray counts && index >= 0 && index < queries.Count; i++)
            {
                if (i < counts.Count && counts[i]?.GetValueKind() == JsonValueKind.Number)
                {
                    sums[(index, i)] = sums.GetValueOrDefault((index, i)) + counts[i]!.GetValue<double>();
                }
            }
        }

        return sums.Select(sum => new WindowPoint(
            queries[sum.Key.Item1].Arm, queries[sum.Key.Item1].Measure, DateTimeOffset.FromUnixTimeMilliseconds(times[sum.Key.Item2]!.GetValue<long>()), sum.Value));
    }
}
