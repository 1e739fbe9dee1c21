using System.Text.Json.Nodes;

namespace Portal.Local.Kubernetes.Patching;

/// <summary>Finds in an object what a step of FieldsV1 names.</summary>
internal static class FieldPath
{
    public static JsonNode? Find(JsonObject item, string step) => item[step[2..]];

    public static void Remove(JsonObject item, string step) => item.Remove(step[2..]);

    public static JsonNode? FindEntry(JsonArray list, string step)
    {
        if (step.StartsWith("k:", StringComparison.Ordinal))
        {
            var key = (JsonObject)JsonNode.Parse(step[2..])!;
            string[] names = [.. key.Select(pair => pair.Key)];
            return list.OfType<JsonObject>().FirstOrDefault(item => ListKeys.Same(item, key, names));
        }

        return list.FirstOrDefault(entry => FieldSet.Value(entry) == step);
    }

    public static void RemoveEntry(JsonArray list, string step)
    {
        if (FindEntry(list, step) is { } entry)
        {
            list.Remove(entry);
        }
    }

    public static JsonNode? Follow(JsonNode? node, string[] path) => path.Aggregate(node, (at, step) => at switch
    {
        JsonObject item when step[0] == 'f' => Find(item, step),
        JsonArray list => FindEntry(list, step),
        _ => null,
    });

    /// <summary>Paths to the leaves that both field sets have.</summary>
    public static IEnumerable<string[]> Shared(JsonObject left, JsonObject right)
    {
        foreach (var (step, below) in left.Where(pair => pair.Key != "."))
        {
            if (right[step] is not JsonObject other)
            {
                continue;
            }

            var mine = below as JsonObject ?? [];
            if (IsLeaf(mine) || IsLeaf(other))
            {
                // An entry that both have is shared without dispute: only its fields can differ.
                if (step[0] == 'f')
                {
                    yield return [step];
                }

                continue;
            }

            foreach (var rest in Shared(mine, other))
            {
                yield return [step, .. rest];
            }
        }
    }

    private static bool IsLeaf(JsonObject fields) => fields.All(pair => pair.Key == ".");
}
