using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;

namespace Portal.Local.Kubernetes.Patching;

/// <summary>Lays an applied configuration over an object, and takes out what is applied no longer.</summary>
internal sealed class AppliedFields(ResourceType type)
{
    /// <summary>Maps merge, keyed lists merge by key, sets grow; everything else is replaced.</summary>
    public void Merge(JsonObject target, JsonObject applied, JsonObject? schema)
    {
        foreach (var (name, value) in applied)
        {
            var known = FieldShape.SchemaOf(schema, name);
            switch (value)
            {
                case JsonObject child when target[name] is JsonObject existing && (child.Count == 0 || FieldShape.IsGranular(type, name, known, child)):
                    Merge(existing, child, known);
                    break;
                case JsonArray list when target[name] is JsonArray existing && FieldShape.Entries(type, name, known, list) is { } entries:
                    MergeEntries(name, existing, entries, known);
                    break;
                default:
                    target[name] = value?.DeepClone();
                    break;
            }
        }
    }

    /// <summary>Takes out what the manager applied before when nobody applies or wrote it, that manager included; with it goes what is below it.</summary>
    public void Withdraw(JsonObject target, OwnedFields before, IReadOnlyList<OwnedFields> owners, JsonObject? schema)
    {
        foreach (var (field, old) in before.Below.ToList())
        {
            var name = field[2..];
            List<OwnedFields> below = [.. owners.Select(owner => owner.At(field)).OfType<OwnedFields>()];
            if (below.Count == 0)
            {
                target.Remove(name);
            }
            else if (target[name] is JsonObject child)
            {
                Withdraw(child, old, below, FieldShape.SchemaOf(schema, name));
            }
            else if (target[name] is JsonArray list)
            {
                WithdrawEntries(name, list, old, below, FieldShape.SchemaOf(schema, name));
            }
        }
    }

    private void WithdrawEntries(string name, JsonArray list, OwnedFields before, List<OwnedFields> owners, JsonObject? schema)
    {
        var entries = FieldShape.Entries(type, name, schema, list) ?? [];
        foreach (var (step, old) in before.Below.ToList())
        {
            List<OwnedFields> below = [.. owners.Select(owner => owner.At(step)).OfType<OwnedFields>()];
            var entry = entries.Find(one => one.Step == step).Entry;
            if (below.Count == 0 && entry is not null)
            {
                list.Remove(entry);
            }
            else if (entry is JsonObject item)
            {
                Withdraw(item, old, below, schema.Child("items"));
            }
        }
    }

    private void MergeEntries(string name, JsonArray target, List<(string Step, JsonNode? Entry)> applied, JsonObject? schema)
    {
        var existing = FieldShape.Entries(type, name, schema, target) ?? [];
        foreach (var (step, entry) in applied)
        {
            var same = existing.FindIndex(one => one.Step == step);
            if (same < 0)
            {
                target.Add(entry?.DeepClone());
            }
            else if (existing[same].Entry is JsonObject item && entry is JsonObject wanted)
            {
                Merge(item, wanted, schema.Child("items"));
            }
        }
    }
}
