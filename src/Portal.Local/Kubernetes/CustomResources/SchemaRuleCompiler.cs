using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Cel;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.CustomResources;

/// <summary>Compiles the rules of a schema and says what is wrong with them, as the API server does when a definition is created.</summary>
internal sealed class SchemaRuleCompiler(List<FieldProblem> problems)
{
    private const string Keyword = "x-kubernetes-validations";
    private const string Advice = "(try simplifying the rule, or adding maxItems, maxProperties, and maxLength where arrays, maps, and strings are declared)";
    private double _total;

    /// <summary>Null where neither the schema nor anything below it has rules.</summary>
    public static SchemaRules? Compile(JsonObject schema, string path, List<FieldProblem> problems)
    {
        var compiler = new SchemaRuleCompiler(problems);
        var rules = compiler.Compile(schema, path, isRoot: true, places: 1, loose: null);
        if (compiler._total > CelCost.MostPerSchema)
        {
            var factor = Factor(compiler._total / CelCost.MostPerSchema);
            problems.Add(FieldProblem.Forbidden(path, $"x-kubernetes-validations estimated rule cost total for entire OpenAPIv3 schema exceeds budget by factor of {factor} {Advice}"));
        }

        return rules.IsEmpty ? null : rules;
    }

    /// <param name="places">At how many places of one object the schema can apply.</param>
    /// <param name="loose">The list above whose entries cannot be told apart over a change.</param>
    private SchemaRules Compile(JsonObject schema, string path, bool isRoot, double places, string? loose)
    {
        var type = CelSchema.TypeOf(schema, isRoot);
        var fields = new Dictionary<string, SchemaRules>(StringComparer.Ordinal);
        foreach (var (name, property) in schema.Child("properties") ?? [])
        {
            if (property is JsonObject known && Compile(known, $"{path}.properties[{name}]", isRoot: false, places, loose) is { IsEmpty: false } rules)
            {
                fields[name] = rules;
            }
        }

        SchemaRules? elements = null;
        if (schema.Child("items") is { } items)
        {
            elements = Compile(items, path + ".items", isRoot: false, places * CelSchema.MostElements(schema), schema.Text("x-kubernetes-list-type") == "map" ? loose : loose ?? path);
        }
        else if (schema.Child("additionalProperties") is { } others)
        {
            elements = Compile(others, path + ".additionalProperties", isRoot: false, places * CelSchema.MostElements(schema), loose);
        }

        var own = schema.Objects(Keyword).Select((rule, at) => Rule(rule, type, $"{path}.{Keyword}[{at}]", schema.Text("type") ?? "", places, loose)).OfType<SchemaRule>();
        return new SchemaRules { Schema = schema, Type = type, Own = [.. own], Fields = fields, Elements = elements is { IsEmpty: false } ? elements : null };
    }

    private SchemaRule? Rule(JsonObject rule, CelType? type, string path, string schemaType, double places, string? loose)
    {
        var text = rule.Text("rule") ?? "";
        if (text.Trim().Length == 0)
        {
            problems.Add(FieldProblem.Required(path + ".rule", "rule is not specified"));
            return null;
        }

        if (rule.Text("reason") is not (null or "FieldValueInvalid" or "FieldValueForbidden" or "FieldValueRequired" or "FieldValueDuplicate"))
        {
            problems.Add(FieldProblem.NotSupported(
                path + ".reason", rule["reason"], ["\"FieldValueDuplicate\"", "\"FieldValueForbidden\"", "\"FieldValueInvalid\"", "\"FieldValueRequired\""]));
        }

        if (type is null || rule.Flag("optionalOldSelf"))
        {
            problems.Add(FieldProblem.Invalid(path + ".rule", text, type is null ? "rules need a type to be about" : "optionalOldSelf is not served by the local simulation"));
            return null;
        }

        if (Program(text, type, CelKind.Bool, path + ".rule", places) is not { } program)
        {
            return null;
        }

        if (program.Mentions("oldSelf") && loose is not null)
        {
            problems.Add(FieldProblem.Invalid(path + ".rule", text, $"oldSelf cannot be used on the uncorrelatable portion of the schema within {loose}"));
        }

        var message = rule.Text("messageExpression") is { } expression ? Program(expression, type, CelKind.String, path + ".messageExpression", places) : null;
        return new SchemaRule(program, message, rule, schemaType);
    }

    private CelProgram? Program(string text, CelType type, CelKind wanted, string path, double places)
    {
        try
        {
            var program = CelProgram.Compile(text, new CelVariables<CelType>("self", type).With("oldSelf", type));
            if (program.Type.Kind != wanted && program.Type.Kind != CelKind.Dyn)
            {
                problems.Add(FieldProblem.Invalid(path, text, $"must evaluate to a {(wanted == CelKind.Bool ? "bool" : "string")}"));
                return null;
            }

            var cost = program.Cost * places;
            _total += cost;
            if (cost > CelCost.MostPerRule)
            {
                problems.Add(FieldProblem.Forbidden(path, $"estimated rule cost exceeds budget by factor of {Factor(cost / CelCost.MostPerRule)} {Advice}"));
            }

            return program;
        }
        catch (CelException exception)
        {
            problems.Add(FieldProblem.Invalid(path, text, $"compilation failed: {exception.Located(text)}"));
            return null;
        }
    }

    private static string Factor(double factor) => factor > 100 ? "more than 100x" : factor.ToString("0.0", CultureInfo.InvariantCulture) + "x";
}
