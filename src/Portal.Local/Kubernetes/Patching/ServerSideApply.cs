using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Registry;
using Portal.Local.Kubernetes.Resources;

namespace Portal.Local.Kubernetes.Patching;

/// <summary>
/// Apply patch in a thin form: appliers own what they apply, lose what they leave out, and conflict with each other.
/// Ownership by plain updates is not tracked, so only two appliers can be in conflict.
/// </summary>
internal sealed class ServerSideApply(ResourceType type, string? subresource, WriteOptions options, DateTimeOffset now)
{
    public JsonObject Apply(JsonObject live, JsonObject applied)
    {
        if (applied.At("metadata", "managedFields") is not null)
        {
            throw ApiErrors.BadRequest("metadata.managedFields must be nil");
        }

        var managers = live.Objects("metadata", "managedFields").Select(entry => entry.Clone()).ToList();
        var mine = managers.Find(IsMine);
        var others = managers.Where(entry => entry != mine && entry.Text("operation") == "Apply").ToList();
        var fields = FieldSet.Of(type, applied);

        var conflicts = new AppliedFields(type).Conflicts(live, applied, fields, others);
        if (conflicts.Count > 0 && !options.Force)
        {
            throw Conflict(conflicts);
        }

        foreach (var (owner, path) in conflicts)
        {
            AppliedFields.Disown(owner.Child("fieldsV1"), path);
        }

        var result = live.Clone();
        if (mine?.Child("fieldsV1") is { } before)
        {
            new AppliedFields(type).Withdraw(result, before, fields, [.. others.Select(entry => entry.Child("fieldsV1")).OfType<JsonObject>()], type.Schema);
        }

        new AppliedFields(type).Merge(result, applied, type.Schema);
        if (mine is not null)
        {
            managers.Remove(mine);
        }

        managers.Add(Entry(fields, JsonNode.DeepEquals(mine?["fieldsV1"], fields) ? mine.Text("time") : null));
        managers.RemoveAll(entry => entry.Child("fieldsV1") is null or { Count: 0 });
        result.Meta()["managedFields"] = new JsonArray([.. managers]);
        return result;
    }

    private bool IsMine(JsonObject entry) =>
        entry.Text("manager") == options.FieldManager && entry.Text("operation") == "Apply" && entry.Text("subresource") == subresource;

    private JsonObject Entry(JsonObject fields, string? since)
    {
        var entry = new JsonObject
        {
            ["manager"] = options.FieldManager,
            ["operation"] = "Apply",
            ["apiVersion"] = type.ApiVersion,
            ["time"] = since ?? ObjectWriting.Stamp(now),
            ["fieldsType"] = "FieldsV1",
            ["fieldsV1"] = fields,
        };
        if (subresource is not null)
        {
            entry["subresource"] = subresource;
        }

        return entry;
    }

    private static ApiException Conflict(List<(JsonObject Owner, string[] Path)> conflicts)
    {
        var causes = conflicts.Select(conflict => new JsonObject
        {
            ["reason"] = "FieldManagerConflict",
            ["message"] = $"conflict with \"{conflict.Owner.Text("manager")}\"",
            ["field"] = AppliedFields.Show(conflict.Path),
        }).ToList();
        var text = string.Join(", ", causes.Select(cause => $"{cause.Text("message")}: {cause.Text("field")}"));
        var count = causes.Count == 1 ? "1 conflict" : $"{causes.Count} conflicts";
        return ApiErrors.ApplyConflict($"Apply failed with {count}: {text}", [.. causes]);
    }
}
