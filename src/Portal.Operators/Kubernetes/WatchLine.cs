using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.Operators.Kubernetes;

/// <summary>A line of a watch: <c>{"type":"MODIFIED","object":{…}}</c>.</summary>
internal static class WatchLine
{
    /// <returns>The change, or null for a line that says nothing.</returns>
    /// <exception cref="KubernetesException">The server ends the watch with a reason, usually 410.</exception>
    public static WatchEvent? Read(string line)
    {
        var body = TryParse(line);
        if (body?["object"] is not JsonObject resource)
        {
            return null;
        }

        body.Remove("object");
        return body.TextAt("type") switch
        {
            "ADDED" => new WatchEvent(WatchEventType.Added, resource),
            "MODIFIED" => new WatchEvent(WatchEventType.Modified, resource),
            "DELETED" => new WatchEvent(WatchEventType.Deleted, resource),
            "BOOKMARK" => new WatchEvent(WatchEventType.Bookmark, resource),
            "ERROR" => throw new KubernetesException(
                (HttpStatusCode)(resource.WholeAt("code") ?? 500), resource.TextAt("reason") ?? "", resource.TextAt("message") ?? "The watch failed."),
            _ => null,
        };
    }

    public static JsonObject? TryParse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
