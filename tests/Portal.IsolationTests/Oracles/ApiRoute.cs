using System.Text.Json.Nodes;

namespace Portal.IsolationTests.Oracles;

/// <summary>An operation of the OpenAPI document.</summary>
/// <param name="Method">How.</param>
/// <param name="Path">With its parameters in braces.</param>
/// <param name="Texts">Names of the query parameters that take any text.</param>
/// <param name="Paged">Whether it gives out cursors.</param>
/// <param name="Body">A body of its shape; null when it takes none.</param>
internal sealed record ApiRoute(HttpMethod Method, string Path, IReadOnlyList<string> Texts, bool Paged, JsonObject? Body)
{
    /// <summary>The list that the first parameter is an id of: <c>/api/v1/rollouts</c>.</summary>
    public string Collection => Path.Contains('{', StringComparison.Ordinal) ? Path[..Path.IndexOf("/{", StringComparison.Ordinal)] : Path;

    public bool HasParameter => Path.Contains('{', StringComparison.Ordinal);

    public string With(string id)
    {
        var path = Path;
        while (path.IndexOf('{', StringComparison.Ordinal) is >= 0 and var at)
        {
            path = path[..at] + Uri.EscapeDataString(id) + path[(path.IndexOf('}', StringComparison.Ordinal) + 1)..];
        }

        return path;
    }

    public override string ToString() => $"{Method} {Path}";

    public static IReadOnlyList<ApiRoute> Read(JsonObject document) =>
    [
        .. from path in document["paths"]!.AsObject()
           where path.Key.StartsWith("/api/v1/", StringComparison.Ordinal)
           from operation in path.Value!.AsObject()
           select Read(document, path.Key, HttpMethod.Parse(operation.Key), operation.Value!.AsObject()),
    ];

    private static ApiRoute Read(JsonObject document, string path, HttpMethod method, JsonObject operation)
    {
        var query = (operation["parameters"]?.AsArray() ?? []).Where(p => (string?)p!["in"] == "query").ToList();
        var texts = query.Where(p => p!["schema"]!.ToJsonString().Contains("\"string\"", StringComparison.Ordinal)
            && !p["schema"]!.ToJsonString().Contains("integer", StringComparison.Ordinal)).Select(p => (string)p!["name"]!).ToList();
        var schema = operation["requestBody"]?["content"]?["application/json"]?["schema"];
        return new(method, path, [.. texts.Where(name => name != "cursor")], texts.Contains("cursor"), schema is null ? null : Sample(document, schema).AsObject());
    }

    // A value of the schema's shape: texts that are versions and ids and names to nobody, numbers that are small.
    private static JsonNode Sample(JsonObject document, JsonNode schema)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            schema = document["components"]!["schemas"]![reference[(reference.LastIndexOf('/') + 1)..]]!;
        }

        var type = schema["type"]?.ToJsonString() ?? "";
        var properties = schema["properties"]?.AsObject();
        return properties is not null
            ? new JsonObject(properties.Where(p => !p.Value!.ToJsonString().Contains("\"array\"", StringComparison.Ordinal) && !p.Value!.ToJsonString().Contains("oneOf", StringComparison.Ordinal))
                .Select(p => KeyValuePair.Create(p.Key, (JsonNode?)Sample(document, p.Value!))))
            : type switch
            {
                _ when type.Contains("integer", StringComparison.Ordinal) || type.Contains("number", StringComparison.Ordinal) => 1,
                _ when type.Contains("boolean", StringComparison.Ordinal) => true,
                _ when type.Contains("object", StringComparison.Ordinal) => new JsonObject(),
                _ => "1.0.0",
            };
    }
}
