using System.Globalization;
using Portal.Domain;
using Portal.Domain.Plugins;
using YamlDotNet.RepresentationModel;

namespace Portal.Infrastructure.Plugins.Packages;

/// <summary>Takes the known fields out of the YAML tree and names every other one.</summary>
internal sealed class ManifestYamlFields(YamlMappingNode root)
{
    private readonly List<FieldError> _errors = [];

    public IReadOnlyList<FieldError> Errors => _errors;

    public ManifestDraft Draft()
    {
        var top = Mapping("", root,
            "id", "name", "version", "publisher", "summary", "description", "categories", "license", "icon", "ui", "backend", "permissions", "price");
        var ui = Child(top, "/ui", "entry");
        var backend = Child(top, "/backend", "image", "port", "replicas", "simulation");
        var simulation = Mapping("/backend/simulation", backend.GetValueOrDefault("simulation"), "errorRatio", "latencyMs", "crashAfter");
        var price = Child(top, "/price", "amount", "currency");
        return new ManifestDraft
        {
            Id = Scalar(top, "id"),
            Name = Scalar(top, "name"),
            Version = Scalar(top, "version"),
            Publisher = Scalar(top, "publisher"),
            Summary = Scalar(top, "summary"),
            Description = Scalar(top, "description"),
            Categories = List(top, "categories"),
            License = Scalar(top, "license"),
            Icon = Scalar(top, "icon"),
            UiEntry = Scalar(ui, "entry", "/ui"),
            Image = Scalar(backend, "image", "/backend"),
            Port = Scalar(backend, "port", "/backend"),
            Replicas = Scalar(backend, "replicas", "/backend"),
            ErrorRatio = Scalar(simulation, "errorRatio", "/backend/simulation"),
            LatencyMs = Scalar(simulation, "latencyMs", "/backend/simulation"),
            CrashAfter = Scalar(simulation, "crashAfter", "/backend/simulation"),
            Permissions = List(top, "permissions"),
            PriceAmount = Scalar(price, "amount", "/price"),
            PriceCurrency = Scalar(price, "currency", "/price"),
        };
    }

    private Dictionary<string, YamlNode> Child(Dictionary<string, YamlNode> parent, string pointer, params ReadOnlySpan<string> known) =>
        Mapping(pointer, parent.GetValueOrDefault(pointer[1..]), known);

    private Dictionary<string, YamlNode> Mapping(string pointer, YamlNode? node, params ReadOnlySpan<string> known)
    {
        var fields = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        if (node is not null and not YamlMappingNode)
        {
            Fail(pointer, node, "Fields are expected here.");
        }

        foreach (var (key, value) in node is YamlMappingNode mapping ? mapping.Children : Enumerable.Empty<KeyValuePair<YamlNode, YamlNode>>())
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            fields[name] = value;
            if (!known.Contains(name))
            {
                Fail($"{pointer}/{FieldText.Excerpt(name)}", value, $"Unknown field. Known are {string.Join(", ", known.ToArray())}.");
            }
        }

        return fields;
    }

    private string? Scalar(Dictionary<string, YamlNode> fields, string name, string parent = "")
    {
        if (fields.GetValueOrDefault(name) is not { } node)
        {
            return null;
        }

        if (node is not YamlScalarNode)
        {
            Fail($"{parent}/{name}", node, "A single value is expected here.");
        }

        return (node as YamlScalarNode)?.Value;
    }

    private List<string> List(Dictionary<string, YamlNode> fields, string name)
    {
        var items = new List<string>();
        if (fields.GetValueOrDefault(name) is not { } node)
        {
            return items;
        }

        if (node is not YamlSequenceNode sequence)
        {
            Fail($"/{name}", node, "A list is expected here.");
            return items;
        }

        foreach (var (index, item) in sequence.Children.Index())
        {
            if (item is YamlScalarNode { Value: { } value })
            {
                items.Add(value);
            }
            else
            {
                Fail(string.Create(CultureInfo.InvariantCulture, $"/{name}/{index}"), item, "A single value is expected here.");
            }
        }

        return items;
    }

    private void Fail(string pointer, YamlNode node, string rule) => _errors.Add(new FieldError(pointer, FieldText.Excerpt((node as YamlScalarNode)?.Value), rule));
}
