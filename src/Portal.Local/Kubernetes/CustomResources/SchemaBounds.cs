using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.CustomResources;

/// <summary>The keywords that bound one value: enum, minimum, maximum, lengths, pattern.</summary>
internal static class SchemaBounds
{
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new(StringComparer.Ordinal);

    public static void Check(JsonObject schema, JsonNode value, string path, List<FieldProblem> problems)
    {
        if (schema["enum"] is JsonArray allowed && !allowed.Any(option => JsonNode.DeepEquals(option, value)))
        {
            problems.Add(FieldProblem.NotSupported(path, value, allowed.Select(option => option?.ToJsonString() ?? "null")));
        }

        switch (value.GetValueKind())
        {
            case JsonValueKind.Number:
                Number(schema, value, path, problems);
                break;
            case JsonValueKind.String:
                Text(schema, value, path, problems);
                break;
            case JsonValueKind.Array:
                Size(schema, ("minItems", "maxItems"), "items", value.AsArray().Count, value, path, problems);
                break;
            case JsonValueKind.Object:
                Size(schema, ("minProperties", "maxProperties"), "properties", value.AsObject().Count, value, path, problems);
                break;
        }
    }

    private static void Number(JsonObject schema, JsonNode value, string path, List<FieldProblem> problems)
    {
        var actual = Real(value);
        if (schema["minimum"] is { } minimum && (schema.Flag("exclusiveMinimum") ? actual <= Real(minimum) : actual < Real(minimum)))
        {
            var relation = schema.Flag("exclusiveMinimum") ? "greater than" : "greater than or equal to";
            problems.Add(FieldProblem.Invalid(path, value, $"{path} in body should be {relation} {minimum.ToJsonString()}"));
        }

        if (schema["maximum"] is { } maximum && (schema.Flag("exclusiveMaximum") ? actual >= Real(maximum) : actual > Real(maximum)))
        {
            var relation = schema.Flag("exclusiveMaximum") ? "less than" : "less than or equal to";
            problems.Add(FieldProblem.Invalid(path, value, $"{path} in body should be {relation} {maximum.ToJsonString()}"));
        }

        if (schema["multipleOf"] is { } factor && Math.Abs((actual / Real(factor)) - Math.Round(actual / Real(factor))) > 1e-9)
        {
            problems.Add(FieldProblem.Invalid(path, value, $"{path} in body should be a multiple of {factor.ToJsonString()}"));
        }

        if (schema.Text("format") == "int32" && actual is < int.MinValue or > int.MaxValue)
        {
            problems.Add(FieldProblem.Invalid(path, value, $"{path} in body must be of type int32: \"{value.ToJsonString()}\""));
        }
    }

    private static void Text(JsonObject schema, JsonNode value, string path, List<FieldProblem> problems)
    {
        var text = value.Text() ?? "";
        var length = text.EnumerateRunes().Count();
        if (schema.Number("minLength") is { } least && length < least)
        {
            problems.Add(FieldProblem.Invalid(path, value, string.Create(CultureInfo.InvariantCulture, $"{path} in body should be at least {least} chars long")));
        }

        if (schema.Number("maxLength") is { } most && length > most)
        {
            problems.Add(FieldProblem.TooLong(path, most));
        }

        if (schema.Text("pattern") is { } pattern && !Patterns.GetOrAdd(pattern, Pattern).IsMatch(text))
        {
            problems.Add(FieldProblem.Invalid(path, value, $"{path} in body should match '{pattern}'"));
        }

        if (schema.Text("format") is { } format && !SchemaFormats.Fits(format, text))
        {
            problems.Add(FieldProblem.Invalid(path, value, $"{path} in body must be of type {format}: {value.ToJsonString()}"));
        }
    }

    private static void Size(JsonObject schema, (string Least, string Most) keywords, string things, int actual, JsonNode value, string path, List<FieldProblem> problems)
    {
        if (schema.Number(keywords.Least) is { } least && actual < least)
        {
            problems.Add(FieldProblem.Invalid(path, value, string.Create(CultureInfo.InvariantCulture, $"{path} in body should have at least {least} {things}")));
        }

        if (schema.Number(keywords.Most) is { } most && actual > most)
        {
            problems.Add(FieldProblem.TooMany(path, actual, most));
        }
    }

    private static Regex Pattern(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static double Real(JsonNode value) => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
}
