using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;

namespace Portal.Local.Kubernetes.Discovery;

/// <summary>
/// OpenAPI v3 as far as <c>kubectl</c> looks before it writes: that create, update and patch of a kind take the parameter
/// <c>fieldValidation</c>, so that validation is the server's; and as <c>kubectl explain</c> shows it: the schemas of custom resources, and of built-in kinds
/// no more than what every object has.
/// </summary>
internal sealed class OpenApiDocuments(ResourceCatalog catalog)
{
    private static readonly string[] WriteParameters = ["dryRun", "fieldManager", "fieldValidation"];

    public JsonObject Index()
    {
        var paths = new JsonObject();
        foreach (var prefix in catalog.All.Select(Prefix).Distinct(StringComparer.Ordinal))
        {
            paths[prefix] = new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{prefix}" };
        }

        return new JsonObject { ["paths"] = paths };
    }

    public JsonObject? Document(string prefix)
    {
        var types = catalog.All.Where(type => Prefix(type) == prefix).ToList();
        if (types.Count == 0)
        {
            return null;
        }

        var paths = new JsonObject();
        foreach (var type in types)
        {
            var root = $"/{prefix}/{(type.Namespaced ? "namespaces/{namespace}/" : "")}{type.Plural}";
            paths[root] = new JsonObject { ["get"] = Operation(type, []), ["post"] = Operation(type, WriteParameters) };
            paths[root + "/{name}"] = new JsonObject
            {
                ["get"] = Operation(type, []),
                ["put"] = Operation(type, WriteParameters),
                ["patch"] = Operation(type, [.. WriteParameters, "force"]),
                ["delete"] = Operation(type, ["dryRun"]),
            };
        }

        return new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes (local simulation)", ["version"] = ServerVersion.GitVersion },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = new JsonObject(types.Select(type => KeyValuePair.Create(NameOf(type), (JsonNode?)Schema(type)))) },
        };
    }

    /// <summary>Group reversed, as in <c>internal.portal.v1alpha1.PluginRollout</c>.</summary>
    private static string NameOf(ResourceType type) => string.Join('.', [.. type.Group.Split('.', StringSplitOptions.RemoveEmptyEntries).Reverse(), type.Version, type.Kind]);

    private static JsonObject Schema(ResourceType type)
    {
        var schema = type.Schema?.Clone() ?? new JsonObject { ["type"] = "object", ["description"] = $"{type.Kind} of the local simulation, which has no schema of built-in kinds." };
        var properties = schema.Ensure("properties");
        properties["apiVersion"] = new JsonObject { ["type"] = "string", ["description"] = "Version of the schema that this object is written in." };
        properties["kind"] = new JsonObject { ["type"] = "string", ["description"] = "Which kind of object this is." };
        properties["metadata"] = new JsonObject { ["type"] = "object", ["description"] = "Name, namespace, labels, annotations and what else every object has." };
        schema["x-kubernetes-group-version-kind"] = new JsonArray(new JsonObject { ["group"] = type.Group, ["kind"] = type.Kind, ["version"] = type.Version });
        return schema;
    }

    private static string Prefix(ResourceType type) => type.Group.Length == 0 ? $"api/{type.Version}" : $"apis/{type.Group}/{type.Version}";

    private static JsonObject Operation(ResourceType type, string[] parameters) => new()
    {
        ["parameters"] = new JsonArray([.. parameters.Select(Parameter)]),
        ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
        ["x-kubernetes-group-version-kind"] = new JsonObject { ["group"] = type.Group, ["kind"] = type.Kind, ["version"] = type.Version },
    };

    private static JsonObject Parameter(string name) => new()
    {
        ["name"] = name,
        ["in"] = "query",
        ["schema"] = new JsonObject { ["type"] = "string", ["uniqueItems"] = true },
    };
}
