using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;

namespace Portal.Local.Kubernetes.Patching;

/// <summary>The places where two versions of an object differ.</summary>
internal sealed class FieldChanges
{
    private readonly ResourceType _type;
    private readonly OwnedFields _written = new();
    private readonly OwnedFields _removed = new();

    private FieldChanges(ResourceType type)
    {
        _type = type;
    }

    /// <summary>What is new or has another value.</summary>
    public OwnedFields Written => _written;

    /// <summary>What is no longer there, with everything below it.</summary>
    public OwnedFields Removed => _removed;

    public static FieldChanges Between(ResourceType type, JsonObject before, JsonObject after)
    {
        var changes = new FieldChanges(type);
        changes.Compare(before, after, changes._written, changes._removed, type.Schema);
        FieldSet.Strip(changes._written);
        FieldSet.Strip(changes._removed);
        return changes;
    }

    private void Compare(JsonObject before, JsonObject after, OwnedFields written, OwnedFields removed, JsonObject? schema)
    {
        foreach (var (name, _) in before.Where(pair => !after.ContainsKey(pair.Key)))
        {
            Value(name, before[name], null, isThere: false, written, removed, FieldShape.SchemaOf(schema, name), "f:" + name);
        }

        foreach (var (name, value) in after)
        {
            Value(name, before[name], value, isThere: true, written, removed, FieldShape.SchemaOf(schema, name), "f:" + name);
        }
    }

    private void Value(string name, JsonNode? before, JsonNode? after, bool isThere, OwnedFields written, OwnedFields removed, JsonObject? schema, string step)
    {
        if (isThere && before is not null && JsonNode.DeepEquals(before, after))
        {
            return;
        }

        var (writtenHere, removedHere) = (new OwnedFields(), new OwnedFields());
        var isNew = before is null;
        var isGranular = Descend(name, before, after, writtenHere, removedHere, schema);
        writtenHere.IsMember |= isThere && (isGranular ? isNew && FieldShape.OwnsItself(_type, name) : true);
        removedHere.IsMember |= !isThere;
        Graft(written, step, writtenHere);
        Graft(removed, step, removedHere);
    }

    /// <summary>Compares what is inside, where that is owned piece by piece; false where the value is one.</summary>
    private bool Descend(string name, JsonNode? before, JsonNode? after, OwnedFields written, OwnedFields removed, JsonObject? schema)
    {
        switch (before ?? after, after ?? before)
        {
            case (JsonObject old, JsonObject now) when FieldShape.IsGranular(_type, name, schema, old) && FieldShape.IsGranular(_type, name, schema, now):
                Compare(before is null ? [] : old, after is null ? [] : now, written, removed, schema);
                return true;
            case (JsonArray old, JsonArray now)
                when FieldShape.Entries(_type, name, schema, old) is { Count: > 0 } left && FieldShape.Entries(_type, name, schema, now) is { Count: > 0 } right:
                Entries(before is null ? [] : left, after is null ? [] : right, written, removed, schema.Child("items"));
                return true;
            default:
                return false;
        }
    }

    private void Entries(List<(string Step, JsonNode? Entry)> before, List<(string Step, JsonNode? Entry)> after, OwnedFields written, OwnedFields removed, JsonObject? schema)
    {
        foreach (var step in before.Select(entry => entry.Step).Union(after.Select(entry => entry.Step), StringComparer.Ordinal))
        {
            var old = before.Find(entry => entry.Step == step);
            var now = after.Find(entry => entry.Step == step);
            var (writtenHere, removedHere) = (new OwnedFields { IsMember = old.Step is null }, new OwnedFields { IsMember = now.Step is null });
            if ((old.Entry ?? now.Entry) is JsonObject)
            {
                Compare(old.Entry as JsonObject ?? [], now.Entry as JsonObject ?? [], writtenHere, removedHere, schema);
            }

            Graft(written, step, writtenHere);
            Graft(removed, step, removedHere);
        }
    }

    private static void Graft(OwnedFields parent, string step, OwnedFields child)
    {
        if (!child.IsEmpty)
        {
            parent.Graft(step, child);
        }
    }
}
