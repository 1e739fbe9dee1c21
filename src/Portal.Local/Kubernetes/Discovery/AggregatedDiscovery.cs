using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;

namespace Portal.Local.Kubernetes.Discovery;

/// <summary>All groups, versions and resources in one document (apidiscovery.k8s.io/v2), for clients that ask for it.</summary>
internal sealed class AggregatedDiscovery(ResourceCatalog catalog, DiscoveryDocuments discovery)
{
    public const string ContentType = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    public static bool IsWanted(string accept) => accept.Contains("as=APIGroupDiscoveryList", StringComparison.Ordinal) && accept.Contains("v=v2;", StringComparison.Ordinal);

    /// <summary>The group without a name, or all that have one.</summary>
    public JsonObject Document(bool ofCore) => new()
    {
        ["kind"] = "APIGroupDiscoveryList",
        ["apiVersion"] = "apidiscovery.k8s.io/v2",
        ["metadata"] = new JsonObject(),
        ["items"] = new JsonArray([.. catalog.All.Where(type => type.Group.Length == 0 == ofCore).GroupBy(type => type.Group, StringComparer.Ordinal).Select(Group)]),
    };

    private JsonObject Group(IGrouping<string, ResourceType> group) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = group.Key, ["creationTimestamp"] = null },
        ["versions"] = new JsonArray(
        [
            .. group.Select(type => type.Version).Distinct(StringComparer.Ordinal).Order(VersionOrder.Instance).Select(version => new JsonObject
            {
                ["version"] = version,
                ["freshness"] = "Current",
                ["resources"] = new JsonArray([.. Resources(group.Key, version)]),
            }),
        ]),
    };

    /// <summary>The list of the other form, with subresources below what they are of.</summary>
    private IEnumerable<JsonObject> Resources(string group, string version)
    {
        var entries = discovery.Resources(group, version).Objects("resources").ToList();
        foreach (var entry in entries.Where(entry => !IsPart(entry)))
        {
            var name = entry.Text("name")!;
            var resource = new JsonObject
            {
                ["resource"] = name,
                ["responseKind"] = Kind(entry, group, version),
                ["scope"] = entry.Flag("namespaced") ? "Namespaced" : "Cluster",
                ["singularResource"] = entry.Text("singularName"),
                ["verbs"] = entry["verbs"]!.DeepClone(),
            };
            foreach (var list in (ReadOnlySpan<string>)["shortNames", "categories"])
            {
                if (entry[list] is { } names)
                {
                    resource[list] = names.DeepClone();
                }
            }

            var parts = entries.Where(part => part.Text("name")!.StartsWith(name + "/", StringComparison.Ordinal)).Select(part => new JsonObject
            {
                ["subresource"] = part.Text("name")![(name.Length + 1)..],
                ["responseKind"] = Kind(part, group, version),
                ["verbs"] = part["verbs"]!.DeepClone(),
            }).ToArray();
            if (parts.Length > 0)
            {
                resource["subresources"] = new JsonArray(parts);
            }

            yield return resource;
        }
    }

    private static bool IsPart(JsonObject entry) => entry.Text("name")!.Contains('/', StringComparison.Ordinal);

    private static JsonObject Kind(JsonObject entry, string group, string version) => new()
    {
        ["group"] = entry.Text("group") ?? group,
        ["version"] = entry.Text("version") ?? version,
        ["kind"] = entry.Text("kind"),
    };
}
