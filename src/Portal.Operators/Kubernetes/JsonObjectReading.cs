using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.Operators.Kubernetes;

/// <summary>Reads objects of the API without a class for each: whatever is missing or of another type reads as null.</summary>
internal static class JsonObjectReading
{
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = node is JsonObject body ? body[name] : null;
        }

        return node;
    }

    public static JsonObject? ObjectAt(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path) as JsonObject;

    public static IEnumerable<JsonObject> ItemsAt(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonArray items ? items.OfType<JsonObject>() : [];

    public static string? TextAt(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static long? WholeAt(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is { } value && value.GetValueKind() == JsonValueKind.Number
        && long.TryParse(value.ToJsonString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static double? NumberAt(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is { } value && value.GetValueKind() == JsonValueKind.Number
        && double.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool? FlagAt(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path)?.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };

    public static DateTimeOffset? TimeAt(this JsonNode? node, params ReadOnlySpan<string> path) =>
        DateTimeOffset.TryParse(node.TextAt(path), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    public static ResourceKey Key(this JsonObject resource) =>
        new(resource.TextAt("metadata", "namespace") ?? "", resource.TextAt("metadata", "name") ?? "");

    public static string? Annotation(this JsonObject resource, string name) => resource.TextAt("metadata", "annotations", name);

    public static string? Label(this JsonObject resource, string name) => resource.TextAt("metadata", "labels", name);

    public static string ResourceVersion(this JsonObject resource) => resource.TextAt("metadata", "resourceVersion") ?? "";
}
