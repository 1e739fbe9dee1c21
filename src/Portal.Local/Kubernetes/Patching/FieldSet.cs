using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;

namespace Portal.Local.Kubernetes.Patching;

/// <summary>The places that an applied configuration names.</summary>
internal static class FieldSet
{
    private static readonly string[] Unowned = ["f:apiVersion", "f:kind"];

    private static readonly string[] UnownedMeta =
    [
        "f:name", "f:namespace", "f:managedFields", "f:resourceVersion", "f:uid", "f:creationTimestamp", "f:generation", "f:deletionTimestamp",
        "f:deletionGracePeriodSeconds", "f:selfLink",
    ];

    public static OwnedFields Of(ResourceType type, JsonObject applied)
    {
        var fields = new OwnedFields();
        AddObject(fields, type, applied, type.Schema);
        return Strip(fields);
    }

    /// <summary>Takes out what belongs to the server, and with it the metadata when nothing else is in it.</summary>
    public static OwnedFields Strip(OwnedFields fields)
    {
        fields.At("f:metadata")?.Keep(step => !UnownedMeta.Contains(step, StringComparer.Ordinal));
        fields.Keep(step => !Unowned.Contains(step, StringComparer.Ordinal) && (step != "f:metadata" || fields.At(step)!.Below.Any()));
        if (fields.At("f:metadata") is { } metadata)
        {
            metadata.IsMember = false;
        }

        return fields;
    }

    private static void AddObject(OwnedFields fields, ResourceType type, JsonObject item, JsonObject? schema)
    {
        foreach (var (name, value) in item)
        {
            var (below, known) = (fields.Make("f:" + name), FieldShape.SchemaOf(schema, name));
            switch (value)
            {
                case JsonObject child when FieldShape.IsGranular(type, name, known, child):
                    // An entry of a map is owned as such; a field that a schema names only through what it holds.
                    below.IsMember = schema?["additionalProperties"] is not null;
                    AddObject(below, type, child, known);
                    break;
                case JsonArray list when FieldShape.Entries(type, name, known, list) is { Count: > 0 } entries:
                    foreach (var (step, entry) in entries)
                    {
                        var place = below.Make(step);
                        place.IsMember = true;
                        AddObject(place, type, entry as JsonObject ?? [], known.Child("items"));
                    }

                    break;
                default:
                    below.IsMember = true;
                    break;
            }
        }
    }
}
