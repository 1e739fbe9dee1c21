using System.Text.Json.Nodes;

namespace Portal.Local.Kubernetes.Objects;

/// <summary>Names for what every object carries under <c>metadata</c>.</summary>
internal static class ObjectMeta
{
    public static JsonObject Meta(this JsonObject item) => item.Ensure("metadata");

    public static string NameOf(this JsonObject item) => item.Text("metadata", "name") ?? "";

    public static string NamespaceOf(this JsonObject item) => item.Text("metadata", "namespace") ?? "";

    public static string UidOf(this JsonObject item) => item.Text("metadata", "uid") ?? "";

    public static bool IsDeleting(this JsonObject item) => item.Text("metadata", "deletionTimestamp") is not null;

    public static string? Annotation(this JsonObject item, string name) => item.Text("metadata", "annotations", name);

    public static string? Label(this JsonObject item, string name) => item.Text("metadata", "labels", name);

    /// <summary>The owner that controls this object, if any.</summary>
    public static JsonObject? Controller(this JsonObject item) =>
        item.Objects("metadata", "ownerReferences").FirstOrDefault(owner => owner.Flag("controller"));

    public static JsonArray ControlledBy(JsonObject owner) =>
    [
        new JsonObject
        {
            ["apiVersion"] = owner.Text("apiVersion"),
            ["kind"] = owner.Text("kind"),
            ["name"] = owner.NameOf(),
            ["uid"] = owner.UidOf(),
            ["controller"] = true,
            ["blockOwnerDeletion"] = true,
        },
    ];
}
