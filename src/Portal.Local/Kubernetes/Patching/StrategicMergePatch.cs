using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;

namespace Portal.Local.Kubernetes.Patching;

/// <summary>
/// Strategic merge patch of built-in kinds ("Strategic Merge Patch", sig-api-machinery): as a merge patch, but lists of
/// keyed objects merge by key, and directives say what to replace, delete or reorder.
/// </summary>
internal sealed class StrategicMergePatch(ResourceType type)
{
    private const string Directive = "$patch";
    private const string OrderPrefix = "$setElementOrder/";
    private const string DeletePrefix = "$deleteFromPrimitiveList/";
    private const string RetainKeys = "$retainKeys";

    public JsonObject Apply(JsonObject target, JsonObject patch)
    {
        if (patch.Text(Directive) is { } directive)
        {
            return directive == "replace" ? Without(patch) : [];
        }

        var result = target.Clone();
        if (patch[RetainKeys] is JsonArray retained)
        {
            var kept = retained.Select(name => name.Text()).ToHashSet(StringComparer.Ordinal);
            foreach (var name in result.Select(pair => pair.Key).Where(name => !kept.Contains(name)).ToList())
            {
                result.Remove(name);
            }
        }

        foreach (var (name, value) in patch)
        {
            Merge(result, name, value);
        }

        foreach (var (name, value) in patch)
        {
            if (name.StartsWith(OrderPrefix, StringComparison.Ordinal) && value is JsonArray order)
            {
                Reorder(result, name[OrderPrefix.Length..], order);
            }
        }

        return result;
    }

    private void Merge(JsonObject result, string name, JsonNode? value)
    {
        if (name.StartsWith(DeletePrefix, StringComparison.Ordinal))
        {
            var gone = (value as JsonArray ?? []).ToList();
            var list = result[name[DeletePrefix.Length..]] as JsonArray;
            list?.RemoveAll(entry => gone.Exists(other => JsonNode.DeepEquals(entry, other)));
            return;
        }

        switch (value)
        {
            case null:
                result.Remove(name);
                break;
            case JsonArray when name.StartsWith('$'):
                break;
            case JsonObject child:
                result[name] = Apply(result[name] as JsonObject ?? [], child);
                break;
            case JsonArray list when ListKeys.IsSet(name, null):
                result[name] = Union(result[name] as JsonArray, list);
                break;
            case JsonArray list when ListKeys.Of(type, name, null, list) is { } keys:
                result[name] = MergeLists(result[name] as JsonArray ?? [], list, keys);
                break;
            default:
                result[name] = value.DeepClone();
                break;
        }
    }

    private JsonArray MergeLists(JsonArray target, JsonArray patch, string[] keys)
    {
        if (patch.OfType<JsonObject>().Any(item => item.Text(Directive) == "replace"))
        {
            return [.. patch.OfType<JsonObject>().Where(item => item.Text(Directive) != "replace").Select(item => item.Clone())];
        }

        var merged = target.OfType<JsonObject>().Select(item => item.Clone()).ToList();
        foreach (var change in patch.OfType<JsonObject>())
        {
            // A patch may name a port by its number alone.
            string[] named = [.. keys.Where(key => change.ContainsKey(key))];
            var at = merged.FindIndex(item => ListKeys.Same(item, change, named.Length == 0 ? keys : named));
            if (change.Text(Directive) == "delete")
            {
                merged.RemoveAll(item => ListKeys.Same(item, change, named));
            }
            else if (at < 0)
            {
                merged.Add(Apply([], change));
            }
            else
            {
                merged[at] = Apply(merged[at], change);
            }
        }

        return [.. merged];
    }

    private void Reorder(JsonObject result, string name, JsonArray order)
    {
        if (result[name] is not JsonArray list)
        {
            return;
        }

        var keys = ListKeys.Of(type, name, null, list);
        var wanted = order.ToList();
        var sorted = list
            .Select(entry => entry?.DeepClone())
            .OrderBy(entry => Position(wanted, entry, keys) is >= 0 and var at ? at : int.MaxValue)
            .ToArray();
        result[name] = new JsonArray(sorted);
    }

    private static int Position(List<JsonNode?> wanted, JsonNode? entry, string[]? keys) => wanted.FindIndex(other =>
        entry is JsonObject item && other is JsonObject reference && keys is not null
            ? ListKeys.Same(item, reference, [.. keys.Where(reference.ContainsKey)])
            : JsonNode.DeepEquals(other, entry));

    private static JsonArray Union(JsonArray? target, JsonArray patch)
    {
        var union = (JsonArray?)target?.DeepClone() ?? [];
        foreach (var entry in patch)
        {
            if (!union.Any(other => JsonNode.DeepEquals(other, entry)))
            {
                union.Add(entry?.DeepClone());
            }
        }

        return union;
    }

    private static JsonObject Without(JsonObject patch)
    {
        var plain = patch.Clone();
        plain.Remove(Directive);
        return plain;
    }
}
