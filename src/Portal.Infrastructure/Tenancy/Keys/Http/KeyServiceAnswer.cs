using System.Net;
using System.Text.Json.Nodes;

namespace Portal.Infrastructure.Tenancy.Keys.Http;

/// <summary>What a key service said, other than that it is away.</summary>
/// <param name="Status">2xx or 4xx.</param>
/// <param name="Body">Empty when there is none.</param>
internal sealed record KeyServiceAnswer(HttpStatusCode Status, JsonObject Body)
{
    public bool Succeeded => (int)Status is >= 200 and < 300;

    /// <summary>A text of the body, by member names; null when it is not there.</summary>
    public string? Text(params ReadOnlySpan<string> path)
    {
        JsonNode? node = Body;
        foreach (var name in path)
        {
            node = (node as JsonObject)?[name];
        }

        return node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }
}
