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
    private static readonly TimeSpan PatternBudget = TimeSpan.FromMilliseconds(200);

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
                Size(schema, ("minItems", "maxItems"), value.AsArray().Count, value, path, problems);
                break;
            case JsonValueKind.Object:
                Size(schema, ("minProperties", "maxProperties"), value.AsObject().Count, value, path, problems);
                break;
        }
    }

    private static void Number(JsonObject schema, JsonNode value, string path, List<FieldProblem> problems)
    {
        var actual = Real(value);
        if (schema["minimum"] is { } minimum && (schema.Flag("exclusiveMinimum") ? actual <= Real(minimum) : actual < Real(minimum)))
        {
            problems.Add(FieldProblem.Invalid(path, value, $"{path} in body should be greater than or equal to {minimum.ToJsonString()}"));
        }

        if (schema["maximum"] is { } maximum && (schema.Flag("exclusiveMaximum") ? actual >= Real(maximum) : actual > Real(maximum)))
        {
            problems.Add(FieldProblem.Invalid(path, value, $"{path} in body should be less than or equal to {maximum.ToJsonString()}"));
        }
    }

    private static void Text(JsonObject schema, JsonNode value, string path, List<FieldProblem> problems)
    {
        var text = value.Text() ?? "";
        Size(schema, ("minLength", "maxLength"), text.EnumerateRunes().Count(), value, path, problems);
        if (schema.Text("pattern") is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, PatternBudget))
        {
            problems.Add(FieldProblem.Invalid(path, value, $"{path} in body should match '{pattern}'"));
        }
    }

    private static void Size(JsonObject schema, (string Least, string Most) keywords, int actual, JsonNode value, string path, List<FieldProblem> problems)
    {
        if (schema.Number(keywords.Least) is { } least && actual < least)
        {
            problems.Add(FieldProblem.Invalid(path, value, string.Create(CultureInfo.InvariantCulture, $"{path} in body should have at least {least} ({keywords.Least})")));
        }

        if (schema.Number(keywords.Most) is { } most && actual > most)
        {
            problems.Add(FieldProblem.Invalid(path, value, string.Create(CultureInfo.InvariantCulture, $"{path} in body should have at most {most} ({keywords.Most})")));
        }
    }

    private static double Real(JsonNode value) => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
}
