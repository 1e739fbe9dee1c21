using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Metrics.Prometheus;

/// <summary>What a query was answered with: an instant vector's series, or why there are none.</summary>
internal sealed record PrometheusAnswer(IReadOnlyList<PrometheusSample> Series, string? Problem = null, bool IsMisconfigured = false)
{
    private const int LongestExcerpt = 200;

    /// <summary>Reads the query API's body, <c>{status, data: {resultType, result}, errorType, error, warnings}</c>.</summary>
    public static PrometheusAnswer Read(JsonNode? body)
    {
        if (body.TextAt("status") != "success")
        {
            // The query itself is wrong; a server that has trouble answers with another type.
            return new([], $"Prometheus refuses the query: {Excerpt(body.TextAt("error"))}", body.TextAt("errorType") == "bad_data");
        }

        if (body.At("warnings") is JsonArray { Count: > 0 } warnings)
        {
            return new([], $"Prometheus answers in part only: {Excerpt(warnings[0]?.ToString())}");
        }

        return body.TextAt("data", "resultType") switch
        {
            "vector" => new([.. body.ItemsAt("data", "result").Select(One).OfType<PrometheusSample>()]),
            "scalar" => new([new PrometheusSample("", new Dictionary<string, string>(), Value(body.At("data", "result")))]),
            var other => new([], $"the query yields a {other ?? "nothing"}, not an instant vector of counters", IsMisconfigured: true),
        };
    }

    private static PrometheusSample? One(JsonObject series)
    {
        var labels = (series.ObjectAt("metric") ?? []).ToDictionary(label => label.Key, label => label.Value?.ToString() ?? "", StringComparer.Ordinal);
        return series.At("value") is JsonArray { Count: 2 } ? new PrometheusSample(labels.GetValueOrDefault("__name__", ""), labels, Value(series["value"])) : null;
    }

    /// <summary>Prometheus writes numbers as text, and what is none as NaN, +Inf and -Inf.</summary>
    private static double Value(JsonNode? point) =>
        point is JsonArray { Count: 2 } pair && double.TryParse(pair[1]?.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : double.NaN;

    private static string Excerpt(string? text) => text is null ? "no reason given" : text.Length <= LongestExcerpt ? text : $"{text[..LongestExcerpt]}…";
}
