using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Domain.Rollouts.Planning;
using Portal.Infrastructure.Tenancy.Keys.Aws;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Metrics.Settings;

namespace Portal.Operators.Rollouts.Metrics.Windows;

/// <summary>CloudWatch's GetMetricData over its JSON protocol: the queries are metric math expressions, whose values are added up by stretch.</summary>
internal sealed class CloudWatchMetricSource(HttpClient http, SecretReader secrets, CloudWatchSettings settings, TimeProvider time) : IMetricSource
{
    private const int LargestAnswer = 4 * 1024 * 1024;
    private readonly WindowTotals _totals = new();

    public async Task<MetricReading> ReadAsync(MetricScope scope, CancellationToken cancellationToken)
    {
        var keys = await secrets.ReadAsync(scope.Rollout.Namespace, settings.Secret, cancellationToken);
        if (keys?.GetValueOrDefault("accessKeyId") is not { Length: > 0 } id || keys.GetValueOrDefault("secretAccessKey") is not { Length: > 0 } key)
        {
            return MetricReading.Misconfigured($"Secret {settings.Secret.Name} is missing, or holds no accessKeyId and secretAccessKey");
        }

        var queries = settings.Queries.For(scope).ToList();
        // Stretches that are not over yet would only be counted in part.
        var until = new DateTimeOffset(scope.Now.UtcTicks - (scope.Now.UtcTicks % settings.Period.Ticks), TimeSpan.Zero);
        var since = until - (settings.Period * 10);
        using var request = Request(queries, since, until);
        SignatureV4.Sign(request, await request.Content!.ReadAsByteArrayAsync(cancellationToken), new AwsCredentials(id, key, keys.GetValueOrDefault("sessionToken") ?? ""), settings.Region, "monitoring", time.GetUtcNow());
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                return new MetricReading([], $"CloudWatch answers {(int)response.StatusCode}") { IsMisconfigured = (int)response.StatusCode is 400 or 401 or 403 };
            }

            await response.Content.LoadIntoBufferAsync(LargestAnswer, cancellationToken);
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            var points = Points(await JsonNode.ParseAsync(stream, cancellationToken: cancellationToken), queries).ToList();
            return points.Count == 0 ? MetricReading.Missing("CloudWatch has no values for the queries") : _totals.Take(points, since - (settings.Period * 10));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException)
        {
            return MetricReading.Missing(MetricHttp.Reason("CloudWatch", e));
        }
    }

    private HttpRequestMessage Request(List<(Arm Arm, WindowMeasure Measure, string Query)> queries, DateTimeOffset since, DateTimeOffset until)
    {
        var body = new JsonObject
        {
            ["StartTime"] = since.ToUnixTimeSeconds(),
            ["EndTime"] = until.ToUnixTimeSeconds(),
            ["ScanBy"] = "TimestampAscending",
            ["MetricDataQueries"] = new JsonArray([.. queries.Select((query, i) => new JsonObject
            {
                ["Id"] = string.Create(CultureInfo.InvariantCulture, $"q{i}"),
                ["Expression"] = query.Query,
                ["Period"] = (int)settings.Period.TotalSeconds,
                ["ReturnData"] = true,
            })]),
        };
        var request = new HttpRequestMessage(HttpMethod.Post, settings.Url) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString())) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        request.Headers.Add("X-Amz-Target", "GraniteServiceVersion20100801.GetMetricData");
        return request;
    }

    /// <summary>A query may yield several results under its id, one for each label; a result that is not complete says so and is left out.</summary>
    private static IEnumerable<WindowPoint> Points(JsonNode? answer, List<(Arm Arm, WindowMeasure Measure, string Query)> queries) =>
        answer.ItemsAt("MetricDataResults").Where(result => result.TextAt("StatusCode") is null or "Complete")
            .SelectMany(result => Values(result).Select(value => (Index: Index(result.TextAt("Id"), queries.Count), value.At, value.Count)))
            .Where(value => value.Index >= 0)
            .GroupBy(value => (value.Index, value.At))
            .Select(same => new WindowPoint(queries[same.Key.Index].Arm, queries[same.Key.Index].Measure, DateTimeOffset.FromUnixTimeSeconds((long)same.Key.At), same.Sum(value => value.Count)));

    private static IEnumerable<(double At, double Count)> Values(JsonObject result) =>
        (result["Timestamps"] as JsonArray ?? []).Zip(result["Values"] as JsonArray ?? []).Where(pair => IsNumber(pair.First) && IsNumber(pair.Second))
            .Select(pair => (pair.First!.GetValue<double>(), pair.Second!.GetValue<double>()));

    private static bool IsNumber(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number;

    private static int Index(string? id, int count) => id is ['q', .. var digits] && int.TryParse(digits, CultureInfo.InvariantCulture, out var index) && index < count ? index : -1;
}
