using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Errors;

namespace Portal.Local.Kubernetes.Patching;

/// <summary>A place in a document (RFC 6901).</summary>
internal sealed class JsonPointer
{
    private readonly string _text;
    private readonly string[] _steps;

    private JsonPointer(string text, string[] steps)
    {
        _text = text;
        _steps = steps;
    }

    public static JsonPointer Parse(string text)
    {
        if (text.Length == 0)
        {
            return new JsonPointer(text, []);
        }

        if (text[0] != '/')
        {
            throw ApiErrors.BadRequest($"json pointer must start with '/': {text}");
        }

        // RFC 6901, 4: ~1 before ~0, so that ~01 becomes ~1.
        string[] steps = [.. text[1..].Split('/').Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
        return new JsonPointer(text, steps);
    }

    public JsonNode? Find(JsonNode? root) => _steps.Aggregate(root, Step);

    public JsonNode? Add(JsonNode? root, JsonNode? value)
    {
        if (_steps.Length == 0)
        {
            return value;
        }

        switch (Parent(root))
        {
            case JsonObject parent:
                parent[_steps[^1]] = value;
                break;
            case JsonArray list:
                list.Insert(_steps[^1] == "-" ? list.Count : Index(list, list.Count), value);
                break;
            default:
                throw Missing();
        }

        return root;
    }

    public JsonNode? Remove(JsonNode? root, out JsonNode? removed)
    {
        removed = null;
        if (_steps.Length == 0)
        {
            removed = root;
            return null;
        }

        switch (Parent(root))
        {
            case JsonObject parent when parent.ContainsKey(_steps[^1]):
                removed = parent[_steps[^1]];
                parent.Remove(_steps[^1]);
                break;
            case JsonArray list:
                var index = Index(list, list.Count - 1);
                removed = list[index];
                list.RemoveAt(index);
                break;
            default:
                throw Missing();
        }

        return root;
    }

    public override string ToString() => _text;

    private JsonNode? Parent(JsonNode? root) => _steps[..^1].Aggregate(root, Step);

    private JsonNode? Step(JsonNode? node, string step) => node switch
    {
        JsonObject parent when parent.TryGetPropertyValue(step, out var child) => child,
        JsonArray list when int.TryParse(step, CultureInfo.InvariantCulture, out var index) && index >= 0 && index < list.Count => list[index],
        _ => throw Missing(),
    };

    private int Index(JsonArray list, int last) =>
        int.TryParse(_steps[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= last && list is not null ? index : throw Missing();

    private ApiException Missing() =>
        new(422, "Invalid", $"the server rejected our request due to an error in our request: the path {_text} does not exist");
}
