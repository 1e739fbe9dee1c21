using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Metrics.Otlp;

/// <summary>The same message in OTLP's JSON, where 64-bit numbers are texts. Whatever has another type reads as missing.</summary>
internal static class OtlpJson
{
    public static IReadOnlyList<OtlpBatch> Read(JsonNode? message) =>
        [.. message.ItemsAt("resourceMetrics").Select(resource => new OtlpBatch(
            Attributes(resource.ItemsAt("resource", "attributes")),
            [.. resource.ItemsAt("scopeMetrics").SelectMany(scope => scope.ItemsAt("metrics")).SelectMany(Points)]))];

    private static IEnumerable<OtlpPoint> Points(JsonObject metric)
    {
        var (sum, scale) = (metric.ObjectAt("sum"), metric.TextAt("unit") == "ms" ? 0.001 : 1);
        var data = sum ?? metric.ObjectAt("histogram");
        var isDelta = data.At("aggregationTemporality") is JsonValue temporality && (temporality.ToString() is "1" or "AGGREGATION_TEMPORALITY_DELTA");
        return data.ItemsAt("dataPoints").Select(point => new OtlpPoint(
            metric.TextAt("name") ?? "", isDelta, Nanoseconds(point, "startTimeUnixNano"), Nanoseconds(point, "timeUnixNano"),
            Number(sum is null ? point["count"] : point["asInt"] ?? point["asDouble"]),
            [.. Numbers(point["explicitBounds"]).Select(bound => bound * scale)], [.. Numbers(point["bucketCounts"])], Attributes(point.ItemsAt("attributes"))));
    }

    private static Dictionary<string, string> Attributes(IEnumerable<JsonObject> attributes)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var attribute in attributes)
        {
            read[attribute.TextAt("key") ?? ""] = (attribute.ObjectAt("value")?.FirstOrDefault().Value as JsonValue)?.ToString() ?? "";
        }

        return read;
    }

    private static IEnumerable<double> Numbers(JsonNode? items) => items is JsonArray numbers ? numbers.Select(Number) : [];

    private static double Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() is JsonValueKind.Number or JsonValueKind.String
        && double.TryParse(node.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static ulong Nanoseconds(JsonObject point, string name) =>
        ulong.TryParse(point[name] is JsonValue value ? value.ToString() : "", NumberStyles.None, CultureInfo.InvariantCulture, out var time) ? time : 0;
}
