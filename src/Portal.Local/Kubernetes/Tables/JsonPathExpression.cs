using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.Tables;

/// <summary>
/// The JSONPath of additionalPrinterColumns: names, quoted names, indexes, <c>[*]</c> and the filter <c>[?(@.a=="b")]</c>.
/// </summary>
internal sealed partial class JsonPathExpression
{
    private readonly IReadOnlyList<Func<JsonNode, IEnumerable<JsonNode?>>> _steps;

    private JsonPathExpression(IReadOnlyList<Func<JsonNode, IEnumerable<JsonNode?>>> steps)
    {
        _steps = steps;
    }

    /// <summary>Null when the expression is not of the supported form.</summary>
    public static JsonPathExpression? TryParse(string text)
    {
        var rest = text.Trim().TrimStart('$');
        var steps = new List<Func<JsonNode, IEnumerable<JsonNode?>>>();
        while (rest.Length > 0)
        {
            var match = StepPattern().Match(rest);
            if (!match.Success || match.Length == 0)
            {
                return null;
            }

            steps.Add(Step(match));
            rest = rest[match.Length..];
        }

        return new JsonPathExpression(steps);
    }

    public IEnumerable<JsonNode> Find(JsonNode root) => _steps.Aggregate<Func<JsonNode, IEnumerable<JsonNode?>>, IEnumerable<JsonNode>>(
        [root],
        (nodes, step) => nodes.SelectMany(node => step(node).OfType<JsonNode>()));

    private static Func<JsonNode, IEnumerable<JsonNode?>> Step(Match match)
    {
        if (match.Groups["name"] is { Success: true } name)
        {
            // A dot inside a name is written with a backslash.
            var field = name.Value.Replace("\\", "", StringComparison.Ordinal);
            return node => [node.At(field)];
        }

        if (match.Groups["index"] is { Success: true } index)
        {
            var at = int.Parse(index.Value, CultureInfo.InvariantCulture);
            return node => node is JsonArray list && (at < 0 ? list.Count + at : at) is var real && real >= 0 && real < list.Count ? [list[real]] : [];
        }

        if (match.Groups["field"] is { Success: true } field2)
        {
            var path = field2.Value.Split('.');
            var value = match.Groups["value"].Value;
            return node => node is JsonArray list ? list.Where(item => item.At(path)?.ToString() == value) : [];
        }

        return node => node switch
        {
            JsonArray list => list,
            JsonObject item => item.Select(pair => pair.Value),
            _ => [],
        };
    }

    [GeneratedRegex(
        """^(?:\.?\['(?<name>[^']+)'\]|\.?\["(?<name>[^"]+)"\]|\.?\[(?<index>-?\d+)\]|\.?\[(?<all>\*)\]|\.?\[\?\(\s*@\.(?<field>[\w.]+)\s*==\s*["'](?<value>[^"']*)["']\s*\)\]|\.(?<all>\*)|\.(?<name>(?:\\.|[^.\[\]\\])+))""",
        RegexOptions.ExplicitCapture)]
    private static partial Regex StepPattern();
}
