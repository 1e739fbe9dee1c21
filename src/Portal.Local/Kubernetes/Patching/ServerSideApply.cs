using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Registry;
using Portal.Local.Kubernetes.Resources;

namespace Portal.Local.Kubernetes.Patching;

/// <summary>
/// Server-side apply: an applier says what it wants of an object. That becomes so and its own; what it said before and says no longer goes,
/// unless somebody else owns it; what is somebody else's and would change is a conflict, unless forced.
/// </summary>
internal sealed class ServerSideApply(ResourceType type, string? subresource, WriteOptions options, DateTimeOffset now)
{
    public JsonObject Apply(JsonObject live, JsonObject applied)
    {
        if (applied.At("metadata", "managedFields") is not null)
        {
            throw ApiErrors.BadRequest("metadata.managedFields must be nil");
        }

        var wanted = Own(applied);
        var managed = ManagedFields.Of(live);
        var me = new FieldOwner(options.FieldManager, FieldOwner.Apply, type.ApiVersion, subresource, ObjectWriting.Stamp(now), FieldSet.Of(type, wanted));
        var before = managed.All.FirstOrDefault(me.IsSame);
        var others = managed.All.Where(manager => !manager.IsSame(me)).ToList();

        var result = live.Clone();
        var merging = new AppliedFields(type);
        merging.Merge(result, wanted, type.Schema);
        Settle(managed, others, FieldChanges.Between(type, live, result));
        managed.Replace(me);
        if (before is not null)
        {
            merging.Withdraw(result, before.Fields, [.. managed.All.Select(manager => manager.Fields)], type.Schema);
        }

        managed.Keep(result);
        return result;
    }

    /// <summary>What the path allows to write: of an object with a status of its own either that or the rest.</summary>
    private JsonObject Own(JsonObject applied)
    {
        var wanted = applied.Clone();
        foreach (var name in wanted.Select(pair => pair.Key).Where(name => subresource == "status" ? name != "status" : type.HasStatus && name == "status").ToList())
        {
            wanted.Remove(name);
        }

        return wanted;
    }

    private void Settle(ManagedFields managed, List<FieldOwner> others, FieldChanges changes)
    {
        var conflicts = others.Select(owner => (Owner: owner, Fields: owner.Fields.Intersect(changes.Written))).Where(conflict => !conflict.Fields.IsEmpty).ToList();
        if (conflicts.Count > 0 && !options.Force)
        {
            throw Conflict([.. conflicts.SelectMany(conflict => conflict.Fields.Places().Select(place => (conflict.Owner.ToString(), OwnedFields.Show(place))))]);
        }

        foreach (var (owner, fields) in conflicts)
        {
            managed.Take(owner, fields);
        }
    }

    private static ApiException Conflict(List<(string Owner, string Place)> conflicts)
    {
        var causes = conflicts.Select(conflict => new JsonObject
        {
            ["reason"] = "FieldManagerConflict",
            ["message"] = $"conflict with {conflict.Owner}",
            ["field"] = conflict.Place,
        });
        var text = conflicts.Count == 1
            ? $"1 conflict: conflict with {conflicts[0].Owner}: {conflicts[0].Place}"
            : $"{conflicts.Count} conflicts: {string.Join('\n', conflicts.GroupBy(conflict => conflict.Owner).OrderBy(group => group.Key, StringComparer.Ordinal).SelectMany(Lines))}";
        return ApiErrors.ApplyConflict($"Apply failed with {text}", [.. causes]);
    }

    private static IEnumerable<string> Lines(IGrouping<string, (string Owner, string Place)> group) =>
        group.Select(conflict => $"- {conflict.Place}").Prepend($"conflicts with {group.Key}:");
}
