using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Domain.Objectives;
using Portal.Operators.Kubernetes;
using YamlDotNet.Core;

namespace Portal.Cli.Objectives;

/// <summary>OpenSLO documents of a file, YAML or JSON; several in one file, separated by <c>---</c>.</summary>
internal static class SloFile
{
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="FormatException">It is no YAML and no JSON.</exception>
    public static IReadOnlyList<JsonNode> Read(FileInfo file)
    {
        using var reader = file.OpenText();
        var text = reader.ReadToEnd();
        try
        {
            return text.AsSpan().TrimStart() is ['{' or '[', ..]
                ? JsonNode.Parse(text) switch
                {
                    JsonArray several => [.. several.OfType<JsonNode>()],
                    { } one => [one],
                    null => [],
                }
                : YamlDocument.ReadAll(new StringReader(text));
        }
        catch (YamlException broken)
        {
            throw new FormatException($"line {broken.Start.Line}: {broken.Message}", broken);
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException)
        {
            throw new FormatException(broken.Message, broken);
        }
    }

    /// <summary>A document's name, for messages about it.</summary>
    public static string Name(JsonNode document, int index) =>
        (document as JsonObject)?["metadata"] is JsonObject metadata && metadata["name"] is JsonValue name && name.TryGetValue<string>(out var text) && text.Length > 0
            ? text
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"document {index + 1}");

    /// <summary>Prints what is wrong with each, and what is unwise.</summary>
    /// <returns>Those that can be used; null when one cannot.</returns>
    public static IReadOnlyList<(JsonObject Document, ServiceLevelObjective Objective)>? Check(IReadOnlyList<JsonNode> documents, TextWriter output)
    {
        var good = new List<(JsonObject, ServiceLevelObjective)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < documents.Count; i++)
        {
            var name = Name(documents[i], i);
            var reading = OpenSloDocument.Read(documents[i]);
            foreach (var problem in reading.Problems)
            {
                output.WriteLine($"{name}: {problem.Pointer}: {(problem.Value.Length == 0 ? "" : $"\"{problem.Value}\": ")}{problem.Message}");
            }

            foreach (var warning in reading.Warnings)
            {
                output.WriteLine($"{name}: {warning.Pointer}: warning: {warning.Message}");
            }

            if (reading.Objective is { } objective && documents[i] is JsonObject document)
            {
                if (names.Add(objective.Name))
                {
                    good.Add((document, objective));
                }
                else
                {
                    output.WriteLine($"{name}: /metadata/name: Two documents of the file have this name; give each its own.");
                }
            }
        }

        return good.Count == documents.Count ? good : null;
    }
}
