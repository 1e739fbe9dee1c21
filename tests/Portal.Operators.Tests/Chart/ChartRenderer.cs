using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Tests.Chart;

/// <summary>
/// Renders the chart as Helm would, for want of Helm: if, range, define, include, and the functions that the chart calls. Anything else is an error, and so is a
/// value that values.yaml does not have.
/// </summary>
internal sealed partial class ChartRenderer
{
    private readonly Dictionary<string, IReadOnlyList<ChartNode>> _defined = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonNode?> _variables = new(StringComparer.Ordinal);
    private readonly JsonObject _root;

    private ChartRenderer(JsonObject values)
    {
        _root = new JsonObject
        {
            ["Values"] = values,
            ["Release"] = new JsonObject { ["Name"] = "portal", ["Namespace"] = "portal", ["Service"] = "Helm" },
            ["Chart"] = Yaml(File.ReadAllText(Path.Combine(Folder, "Chart.yaml"))) is var chart ? new JsonObject { ["AppVersion"] = chart["appVersion"]!.DeepClone() } : null,
        };
    }

    public static string Folder { get; } = Path.Combine(RepositoryFolder.Find(), "charts", "portal");

    /// <summary>Paths of the values that were asked for, as <c>web.replicas</c>.</summary>
    public HashSet<string> Asked { get; } = new(StringComparer.Ordinal);

    public static JsonObject DefaultValues() => Yaml(File.ReadAllText(Path.Combine(Folder, "values.yaml")));

    /// <summary>Every object of every template, with the file that it is from.</summary>
    public static (List<(string File, JsonObject Item)> Objects, HashSet<string> Asked) Render(JsonObject values)
    {
        var renderer = new ChartRenderer((JsonObject)values.DeepClone());
        var templates = Directory.EnumerateFiles(Path.Combine(Folder, "templates")).Order(StringComparer.Ordinal).Select(file => (Name: Path.GetFileName(file), Nodes: ChartTemplate.Parse(File.ReadAllText(file)))).ToList();
        foreach (var node in templates.SelectMany(template => template.Nodes).Where(node => node.Kind == "define"))
        {
            renderer._defined[node.Text.Trim('"')] = node.Body;
        }

        var objects = new List<(string, JsonObject)>();
        foreach (var (name, nodes) in templates.Where(template => template.Name.EndsWith(".yaml", StringComparison.Ordinal)))
        {
            foreach (var document in Separator().Split(renderer.Write(nodes, renderer._root)).Where(document => Comment().Replace(document, "").Trim().Length > 0))
            {
                objects.Add((name, Yaml(document, name)));
            }
        }

        return (objects, renderer.Asked);
    }

    private static JsonObject Yaml(string text, string? name = null)
    {
        try
        {
            return YamlDocument.Read(new StringReader(text));
        }
        catch (Exception e) when (name is not null)
        {
            throw new FormatException($"{name} renders to something that is no YAML: {e.Message}\n{text}", e);
        }
    }

    private string Write(IEnumerable<ChartNode> nodes, JsonNode? dot)
    {
        var written = new StringBuilder();
        foreach (var node in nodes)
        {
            written.Append(node.Kind switch
            {
                "text" => node.Text,
                "if" => Write(IsTrue(Pipeline(node.Text, dot)) ? node.Body : node.Otherwise, dot),
                "range" => Range(node, dot),
                "define" => "",
                _ => Text(Pipeline(node.Text, dot)),
            });
        }

        return written.ToString();
    }

    private string Range(ChartNode node, JsonNode? dot)
    {
        var parts = node.Text.Split(":=", 2);
        var names = parts.Length == 2 ? parts[0].Split(',', StringSplitOptions.TrimEntries) : throw new FormatException($"range without variables: {node.Text}");
        var entries = Pipeline(parts[1], dot) switch
        {
            JsonObject map => map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => ((JsonNode)pair.Key, pair.Value)),
            JsonArray list => list.Select((value, index) => ((JsonNode)index, value)),
            _ => [],
        };
        var written = new StringBuilder();
        foreach (var (key, value) in entries.ToList())
        {
            (_variables[names[0]], _variables[names[1]]) = (key, value);
            written.Append(Write(node.Body, dot));
        }

        return written.ToString();
    }

    /// <summary>The value of each step is the last argument of the next.</summary>
    private JsonNode? Pipeline(string text, JsonNode? dot)
    {
        JsonNode? value = null;
        foreach (var (index, step) in text.Split('|').Index())
        {
            var words = Word().Matches(step).Select(match => match.Value).ToList();
            var arguments = words.Skip(1).Select(word => Term(word, dot)).ToList();
            if (index > 0)
            {
                arguments.Add(value);
            }

            value = words[0][0] is '.' or '$' or '"' ? Access(words, arguments, dot) : Call(words[0], arguments);
        }

        return value;
    }

    private JsonNode? Access(List<string> words, List<JsonNode?> arguments, JsonNode? dot) => words switch
    {
        [".Files.Get", _] => File.ReadAllText(Path.Combine(Folder, Text(arguments[0]))),
        [var term] => Term(term, dot),
        _ => throw new FormatException($"{words[0]} is no function"),
    };

    private JsonNode? Call(string function, List<JsonNode?> arguments) => function switch
    {
        "include" => Write(_defined.GetValueOrDefault(Text(arguments[0])) ?? throw new FormatException($"\"{arguments[0]}\" is defined nowhere"), arguments[1]),
        "nindent" => "\n" + Indented(Text(arguments[1]), (int)arguments[0]!),
        "quote" => arguments[0] is null ? "\"\"" : $"\"{Text(arguments[0])}\"",
        "toYaml" => (arguments[0] ?? new JsonObject()).ToJsonString(),
        "default" => IsTrue(arguments[1]) ? arguments[1] : arguments[0],
        "required" => IsTrue(arguments[1]) ? arguments[1] : throw new InvalidOperationException(Text(arguments[0])),
        "not" => !IsTrue(arguments[0]),
        "or" => arguments.Find(IsTrue) ?? arguments[^1],
        "and" => arguments.Find(argument => !IsTrue(argument)) ?? arguments[^1],
        _ => throw new FormatException($"the function {function} is not known"),
    };

    private JsonNode? Term(string word, JsonNode? dot)
    {
        if (word[0] == '"')
        {
            return word[1..^1];
        }

        if (word[0] == '$')
        {
            return _variables.TryGetValue(word, out var variable) ? variable : throw new FormatException($"{word} is no variable");
        }

        if (word[0] != '.')
        {
            return int.Parse(word, CultureInfo.InvariantCulture);
        }

        if (word.StartsWith(".Values.", StringComparison.Ordinal))
        {
            Asked.Add(word[".Values.".Length..]);
        }

        return word == "." ? dot : word[1..].Split('.').Aggregate(dot, (node, step) =>
            node is JsonObject parent && parent.TryGetPropertyValue(step, out var child) ? child : word == ".Files.Get" ? null : throw new FormatException($"{word} is in no values.yaml"));
    }

    private static string Indented(string text, int spaces) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? line : new string(' ', spaces) + line));

    private static bool IsTrue(JsonNode? value) => value switch
    {
        null => false,
        JsonObject map => map.Count > 0,
        JsonArray list => list.Count > 0,
        JsonValue flag when flag.TryGetValue<bool>(out var isSet) => isSet,
        _ => Text(value).Length > 0 && Text(value) != "0",
    };

    private static string Text(JsonNode? value) => value is JsonValue ? value.ToString() : value?.ToJsonString() ?? "";

    [GeneratedRegex("^---\\s*$", RegexOptions.Multiline)]
    private static partial Regex Separator();

    [GeneratedRegex("^\\s*#.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex("\"[^\"]*\"|[^\\s\"]+")]
    private static partial Regex Word();
}
