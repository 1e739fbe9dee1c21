using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Portal.Domain.Plugins;

namespace Portal.Infrastructure.Plugins;

/// <summary>A manifest as the registry keeps it and the API shows it: the fields of <c>plugin.yaml</c> as JSON.</summary>
public static class ManifestJson
{
    public static JsonObject Write(PluginManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var json = new JsonObject
        {
            ["id"] = manifest.Id.Value,
            ["name"] = manifest.Name,
            ["version"] = manifest.Version.ToString(),
            ["publisher"] = manifest.Publisher,
            ["summary"] = manifest.Summary,
            ["description"] = manifest.Description,
            ["categories"] = new JsonArray([.. manifest.Categories.Select(category => (JsonNode)category)]),
            ["license"] = manifest.License,
            ["icon"] = manifest.Icon,
            ["ui"] = new JsonObject { ["entry"] = manifest.UiEntry },
            ["backend"] = Backend(manifest.Backend),
            ["permissions"] = new JsonArray([.. manifest.Permissions.Select(permission => (JsonNode)permission)]),
        };
        if (manifest.Price is { } price)
        {
            json["price"] = new JsonObject { ["amount"] = price.Minor, ["currency"] = price.Currency.Code };
        }

        return json;
    }

    /// <exception cref="JsonException">The registry holds what no manifest is: a bug, or somebody else's writing.</exception>
    public static PluginManifest Read(string json)
    {
        var root = JsonNode.Parse(json) as JsonObject ?? throw new JsonException("A manifest is a JSON object.");
        var simulation = root["backend"]?["simulation"];
        var (manifest, errors) = ManifestRules.Check(new ManifestDraft
        {
            Id = Text(root["id"]),
            Name = Text(root["name"]),
            Version = Text(root["version"]),
            Publisher = Text(root["publisher"]),
            Summary = Text(root["summary"]),
            Description = Text(root["description"]),
            Categories = List(root["categories"]),
            License = Text(root["license"]),
            Icon = Text(root["icon"]),
            UiEntry = Text(root["ui"]?["entry"]),
            Image = Text(root["backend"]?["image"]),
            Port = Text(root["backend"]?["port"]),
            Replicas = Text(root["backend"]?["replicas"]),
            ErrorRatio = Text(simulation?["errorRatio"]),
            LatencyMs = Text(simulation?["latencyMs"]),
            CrashAfter = Text(simulation?["crashAfter"]),
            Permissions = List(root["permissions"]),
            PriceAmount = Text(root["price"]?["amount"]),
            PriceCurrency = Text(root["price"]?["currency"]),
        });
        return manifest ?? throw new JsonException($"The stored manifest breaks the rule of {string.Join(", ", errors.Select(error => error.Pointer))}.");
    }

    private static JsonObject Backend(PluginBackend backend)
    {
        var json = new JsonObject { ["image"] = backend.Image, ["port"] = backend.Port, ["replicas"] = backend.Replicas };
        if (backend.Simulation is { } simulation)
        {
            var behavior = new JsonObject();
            json["simulation"] = behavior;
            if (simulation.ErrorRatio is { } ratio)
            {
                behavior["errorRatio"] = ratio;
            }

            if (simulation.LatencyMs is { } latency)
            {
                behavior["latencyMs"] = latency;
            }

            if (simulation.CrashAfter is { } crash)
            {
                behavior["crashAfter"] = XmlConvert.ToString(crash);
            }
        }

        return json;
    }

    private static string? Text(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.String => node.GetValue<string>(),
        JsonValueKind.Number => decimal.Parse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string[] List(JsonNode? node) => node is JsonArray items ? [.. items.Select(item => Text(item) ?? "")] : [];
}
