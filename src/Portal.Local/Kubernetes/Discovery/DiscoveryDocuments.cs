using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Resources;

namespace Portal.Local.Kubernetes.Discovery;

/// <summary>What is served: <c>/api</c>, <c>/apis</c> and the resources of each group and version.</summary>
internal sealed class DiscoveryDocuments(ResourceCatalog catalog)
{
    private static readonly string[] Verbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    public static JsonObject CoreVersions() => new()
    {
        ["kind"] = "APIVersions",
        ["versions"] = new JsonArray("v1"),
        ["serverAddressByClientCIDRs"] = new JsonArray(),
    };

    public JsonObject Groups() => new()
    {
        ["kind"] = "APIGroupList",
        ["apiVersion"] = "v1",
        ["groups"] = new JsonArray([.. GroupNames().Select(name => GroupOf(name, ofList: true))]),
    };

    public JsonObject? Group(string name) => GroupNames().Contains(name, StringComparer.Ordinal) ? GroupOf(name, ofList: false) : null;

    public JsonObject? Resources(string group, string version)
    {
        var types = catalog.All.Where(type => type.Group == group && type.Version == version).ToList();
        return types.Count == 0 ? null : new JsonObject
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = types[0].ApiVersion,
            ["resources"] = new JsonArray([.. types.SelectMany(Entries)]),
        };
    }

    private IEnumerable<string> GroupNames() => catalog.All.Select(type => type.Group).Where(group => group.Length > 0).Distinct(StringComparer.Ordinal);

    private JsonObject GroupOf(string name, bool ofList)
    {
        var versions = catalog.All.Where(type => type.Group == name).Select(type => type.Version).Distinct(StringComparer.Ordinal)
            .Order(VersionOrder.Instance).Select(version => new JsonObject { ["groupVersion"] = $"{name}/{version}", ["version"] = version }).ToList();
        var group = new JsonObject { ["name"] = name, ["versions"] = new JsonArray([.. versions]), ["preferredVersion"] = versions[0].DeepClone() };
        if (!ofList)
        {
            group["kind"] = "APIGroup";
            group["apiVersion"] = "v1";
        }

        return group;
    }

    private static IEnumerable<JsonObject> Entries(ResourceType type)
    {
        yield return Entry(type, type.Plural, type.Kind, Verbs, isMain: true);
        if (type.HasStatus)
        {
            yield return Entry(type, type.Plural + "/status", type.Kind, ["get", "patch", "update"], isMain: false);
        }

        if (type.Scale is not null)
        {
            var scale = Entry(type, type.Plural + "/scale", "Scale", ["get", "patch", "update"], isMain: false);
            scale["group"] = "autoscaling";
            scale["version"] = "v1";
            yield return scale;
        }

        if (type.Collection == Collections.Pods)
        {
            yield return Entry(type, "pods/log", type.Kind, ["get"], isMain: false);
            yield return Entry(type, "pods/proxy", "PodProxyOptions", ["create", "delete", "get", "patch", "update"], isMain: false);
        }
    }

    private static JsonObject Entry(ResourceType type, string name, string kind, string[] verbs, bool isMain)
    {
        var entry = new JsonObject
        {
            ["name"] = name,
            ["singularName"] = isMain ? type.Singular : "",
            ["namespaced"] = type.Namespaced,
            ["kind"] = kind,
            ["verbs"] = new JsonArray([.. verbs.Select(verb => JsonValue.Create(verb))]),
        };
        if (isMain && type.ShortNames.Count > 0)
        {
            entry["shortNames"] = new JsonArray([.. type.ShortNames.Select(one => JsonValue.Create(one))]);
        }

        if (isMain && type.Categories.Count > 0)
        {
            entry["categories"] = new JsonArray([.. type.Categories.Select(one => JsonValue.Create(one))]);
        }

        return entry;
    }
}
