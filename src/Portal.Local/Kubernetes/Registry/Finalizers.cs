using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.Registry;

/// <summary>metadata.finalizers: the names of those who must act before the object may go.</summary>
internal static class Finalizers
{
    public const string Foreground = "foregroundDeletion";

    public const string Orphan = "orphan";

    public static bool Any(JsonObject item) => item.Texts("metadata", "finalizers").Any();

    public static bool Has(JsonObject item, string name) => item.Texts("metadata", "finalizers").Contains(name, StringComparer.Ordinal);

    public static void Add(JsonObject item, string name)
    {
        if (Has(item, name))
        {
            return;
        }

        if (item.Meta()["finalizers"] is JsonArray list)
        {
            list.Add(name);
        }
        else
        {
            item.Meta()["finalizers"] = new JsonArray(name);
        }
    }

    public static void Remove(JsonObject item, string name)
    {
        string[] left = [.. item.Texts("metadata", "finalizers").Where(other => other != name)];
        if (left.Length == 0)
        {
            item.Meta().Remove("finalizers");
        }
        else
        {
            item.Meta()["finalizers"] = new JsonArray([.. left.Select(other => JsonValue.Create(other))]);
        }
    }
}
