using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;

namespace Portal.Local.Kubernetes.Patching;

/// <summary>Walks an object by the field sets of its appliers: merging, withdrawing, finding conflicts.</summary>
internal sealed class AppliedFields(ResourceType type)
{
    /// <summary>Lays an applied configuration over the object: maps merge, keyed lists merge by key, everything else is replaced.</summary>
    public void Merge(JsonObject target, JsonObject applied, JsonObject? schema)
    {
        foreach (var (name, value) in applied)
        {
            var known = FieldSet.SchemaOf(schema, name);
            switch (value)
            {
                case JsonObject child when target[name] is JsonObject existing:
                    Merge(existing, child, known);
                    break;
                case JsonArray list when target[name] is JsonArray existing && ListKeys.IsSet(name, known):
                    foreach (var entry in list.Where(entry => !existing.Any(other => JsonNode.DeepEquals(other, entry))).ToList())
                    {
                        existing.Add(entry?.DeepClone());
                    }

                    break;
                case JsonArray list when target[name] is JsonArray existing && ListKeys.Of(type, name, known, list) is { } keys:
                    MergeList(existing, list, keys, known.Child("items"));
                    break;
                default:
                    target[name] = value?.DeepClone();
                    break;
            }
        }
    }

    /// <summary>Takes out what the manager applied before, applies no longer, and nobody else applies.</summary>
    public void Withdraw(JsonObject target, JsonObject before, JsonObject now, IReadOnlyList<JsonObject> others, JsonObject? schema)
    {
        foreach (var (field, old) in before.Where(pair => pair.Key != ".").ToList())
        {
            var nested = old as JsonObject ?? [];
            var next = now[field] as JsonObject;
            List<JsonObject> elsewhere = [.. others.Select(other => other[field]).OfType<JsonObject>()];
            if (next is null && elsewhere.Count == 0)
            {
                FieldPath.Remove(target, field);
            }
            else if (FieldPath.Find(target, field) is { } child)
            {
                WithdrawBelow(child, nested, next ?? [], elsewhere, FieldSet.SchemaOf(schema, field[2..]));
            }
        }
    }

    /// <summary>The fields that others applied, this configuration applies too, and to another value.</summary>
    public List<(JsonObject Owner, string[] Path)> Conflicts(JsonObject live, JsonObject applied, JsonObject fields, List<JsonObject> others)
    {
        // The value that would be there is compared with the one that is.
        var merged = live.Clone();
        Merge(merged, applied, type.Schema);
        return
        [
            .. from other in others
               from path in FieldPath.Shared(fields, other.Child("fieldsV1") ?? [])
               where !JsonNode.DeepEquals(FieldPath.Follow(live, path), FieldPath.Follow(merged, path))
               select (other, path),
        ];
    }

    public static void Disown(JsonObject? fields, string[] path)
    {
        if (fields is null || path.Length == 0)
        {
            return;
        }

        if (path.Length == 1)
        {
            fields.Remove(path[0]);
            return;
        }

        Disown(fields[path[0]] as JsonObject, path[1..]);
        if (fields[path[0]] is JsonObject { Count: 0 })
        {
            fields.Remove(path[0]);
        }
    }

    public static string Show(string[] path) =>
        string.Concat(path.Select(step => step[0] == 'f' ? "." + step[2..] : $"[{step[2..].Trim('{', '}').Replace(':', '=')}]"));

    private void WithdrawBelow(JsonNode child, JsonObject before, JsonObject now, List<JsonObject> others, JsonObject? schema)
    {
        switch (child)
        {
            case JsonObject item:
                Withdraw(item, before, now, others, schema);
                break;
            case JsonArray list:
                foreach (var (entry, old) in before.ToList())
                {
                    List<JsonObject> elsewhere = [.. others.Select(other => other[entry]).OfType<JsonObject>()];
                    var next = now[entry] as JsonObject;
                    if (next is null && elsewhere.Count == 0)
                    {
                        FieldPath.RemoveEntry(list, entry);
                    }
                    else if (FieldPath.FindEntry(list, entry) is JsonObject item)
                    {
                        Withdraw(item, old as JsonObject ?? [], next ?? [], elsewhere, schema.Child("items"));
                    }
                }

                break;
        }
    }

    private void MergeList(JsonArray target, JsonArray applied, string[] keys, JsonObject? schema)
    {
        foreach (var item in applied.OfType<JsonObject>())
        {
            var existing = target.OfType<JsonObject>().FirstOrDefault(other => ListKeys.Same(other, item, keys));
            if (existing is null)
            {
                target.Add(item.Clone());
            }
            else
            {
                Merge(existing, item, schema);
            }
        }
    }
}
