using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.Patching;

/// <summary>JSON patch (RFC 6902).</summary>
internal static class JsonPatch
{
    public static JsonObject Apply(JsonObject target, JsonArray operations)
    {
        JsonNode? root = target.Clone();
        foreach (var operation in operations)
        {
            if (operation is not JsonObject step || step.Text("op") is not { } kind || step.Text("path") is not { } path)
            {
                throw ApiErrors.BadRequest("json patch: every operation needs op and path");
            }

            root = One(root, kind, JsonPointer.Parse(path), step);
        }

        return root as JsonObject ?? throw ApiErrors.BadRequest("json patch: the result is not an object");
    }

    private static JsonNode? One(JsonNode? root, string kind, JsonPointer path, JsonObject step)
    {
        switch (kind)
        {
            case "add":
                return path.Add(root, Value(step));
            case "replace":
                return path.Add(path.Remove(root, out _), Value(step));
            case "remove":
                return path.Remove(root, out _);
            case "test":
                // RFC 6902, 4.6: an unsuccessful test fails the whole patch.
                return JsonNode.DeepEquals(path.Find(root), Value(step))
                    ? root
                    : throw new ApiException(422, "Invalid", $"the server rejected our request due to an error in our request: testing value {path} failed");
            case "move":
                var rest = From(step).Remove(root, out var moved);
                return path.Add(rest, moved);
            case "copy":
                return path.Add(root, From(step).Find(root)?.DeepClone());
            default:
                throw ApiErrors.BadRequest($"json patch: unknown operation {kind}");
        }
    }

    private static JsonNode? Value(JsonObject step) =>
        step.ContainsKey("value") ? step["value"]?.DeepClone() : throw ApiErrors.BadRequest("json patch: the operation needs a value");

    private static JsonPointer From(JsonObject step) =>
        JsonPointer.Parse(step.Text("from") ?? throw ApiErrors.BadRequest("json patch: the operation needs from"));
}
