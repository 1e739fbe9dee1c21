using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Registry;
using Portal.Local.Kubernetes.Resources;

namespace Portal.Local.Kubernetes.Patching;

/// <summary>Who owns which fields of an object ("Field management"): read from it, changed, written back into it.</summary>
internal sealed class ManagedFields
{
    private readonly List<FieldOwner> _managers;

    private ManagedFields(List<FieldOwner> managers)
    {
        _managers = managers;
    }

    public IReadOnlyList<FieldOwner> All => _managers;

    public static ManagedFields Of(JsonObject item) => new([.. item.Objects("metadata", "managedFields").Where(entry => entry.Count > 0).Select(FieldOwner.FromJson)]);

    /// <summary>
    /// After a plain write: what it changed is the writer's, and nobody else's any more; what it removed is nobody's. A client may send the
    /// list as it read it, leave it out, or, with one empty entry, start it anew.
    /// </summary>
    public static void Track(ResourceType type, JsonObject before, JsonObject after, string? subresource, WriteOptions options, DateTimeOffset now)
    {
        var sent = after.At("metadata", "managedFields") as JsonArray;
        var isReset = sent is [JsonObject { Count: 0 }];
        var managed = Of(sent is { Count: > 0 } ? after : before);
        var changes = FieldChanges.Between(type, before, after);
        if (!isReset)
        {
            managed.Write(changes, new FieldOwner(options.FieldManager, FieldOwner.Update, type.ApiVersion, subresource, ObjectWriting.Stamp(now), changes.Written));
        }

        managed.Keep(after);
    }

    /// <summary>Gives what was written to one manager and takes it from the others.</summary>
    public void Write(FieldChanges changes, FieldOwner writer)
    {
        var mine = _managers.Find(writer.IsSame);
        for (var at = 0; at < _managers.Count; at++)
        {
            var isMine = _managers[at] == mine;
            var rest = _managers[at].Fields.Except(isMine ? changes.Removed : changes.Written.Union(changes.Removed));
            _managers[at] = With(_managers[at], isMine ? rest.Union(writer.Fields) : rest, writer.Time);
        }

        if (mine is null)
        {
            _managers.Add(writer);
        }
    }

    /// <summary>An applier owns what it applies now, and no longer what it applied before.</summary>
    public void Replace(FieldOwner applier)
    {
        var at = _managers.FindIndex(applier.IsSame);
        if (at < 0)
        {
            _managers.Add(applier);
        }
        else
        {
            _managers[at] = With(_managers[at], applier.Fields, applier.Time);
        }
    }

    public void Take(FieldOwner owner, OwnedFields fields) => _managers[_managers.IndexOf(owner)] = With(owner, owner.Fields.Except(fields), owner.Time);

    public void Keep(JsonObject item)
    {
        var entries = _managers.Where(manager => !manager.Fields.IsEmpty).Select(manager => manager.ToJson()).ToArray();
        if (entries.Length > 0)
        {
            item.Meta()["managedFields"] = new JsonArray(entries);
        }
        else
        {
            item.Meta().Remove("managedFields");
        }
    }

    /// <summary>The time is that of the last change of what is owned.</summary>
    private static FieldOwner With(FieldOwner manager, OwnedFields fields, string? time) =>
        fields.IsSameAs(manager.Fields) ? manager : manager with { Fields = fields, Time = time };
}
