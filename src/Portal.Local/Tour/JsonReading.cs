using System.Text.Json.Nodes;

namespace Portal.Local.Tour;

/// <summary>Reads answers; a field that is missing is a failure with its name, not a null further on.</summary>
internal static class JsonReading
{
    public static string Text(this JsonNode node, params string[] path) => node.At(path).ToString();

    public static int Whole(this JsonNode node, params string[] path) =>
        node.At(path) is JsonValue value && value.TryGetValue<int>(out var number) ? number : throw Missing(path, node);

    public static JsonArray List(this JsonNode node, params string[] path) => node.At(path) as JsonArray ?? throw Missing(path, node);

    /// <summary>The identifier behind the typed prefix: <c>ten_…</c> and the like.</summary>
    public static Guid Id(string text) =>
        Guid.TryParseExact(text[(text.IndexOf('_', StringComparison.Ordinal) + 1)..], "N", out var id)
            ? id
            : throw new TourFailure($"'{text}' is not an identifier of ours");

    private static JsonNode At(this JsonNode node, string[] path)
    {
        var found = (JsonNode?)node;
        foreach (var name in path)
        {
            found = (found as JsonObject)?[name];
        }

        return found ?? throw Missing(path, node);
    }

    private static TourFailure Missing(string[] path, JsonNode node)
    {
        var text = node.ToJsonString();
        return new TourFailure($"the answer has no {string.Join('.', path)}: {(text.Length <= 300 ? text : text[..300] + "…")}");
    }
}
