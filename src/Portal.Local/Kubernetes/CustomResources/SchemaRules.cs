using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Cel;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.CustomResources;

/// <summary>
/// The rules of a schema and of what is below it. Where nothing below has rules nothing is looked at. A value is compared with the one before
/// it through named fields, through maps, and through lists that are maps by their keys: not through other lists.
/// </summary>
internal sealed class SchemaRules
{
    public required JsonObject Schema { get; init; }

    public required CelType? Type { get; init; }

    public IReadOnlyList<SchemaRule> Own { get; init; } = [];

    public IReadOnlyDictionary<string, SchemaRules> Fields { get; init; } = new Dictionary<string, SchemaRules>(StringComparer.Ordinal);

    /// <summary>Of a list's items, or of the values of a map.</summary>
    public SchemaRules? Elements { get; init; }

    public bool IsEmpty => Own.Count == 0 && Fields.Count == 0 && Elements is null;

    /// <summary>Runs every rule that applies, until the request's budget is used up.</summary>
    public void Check(JsonNode? value, JsonNode? old, string path, List<FieldProblem> problems)
    {
        try
        {
            Check(value, old, path, problems, new CelBudget(CelCost.MostPerRequest));
        }
        catch (CelException exception) when (CelBudget.IsExceeded(exception))
        {
            problems.Add(FieldProblem.Invalid(path, "object", "validation failed due to running out of cost budget, no further validation rules will be run"));
        }
    }

    private void Check(JsonNode? value, JsonNode? old, string path, List<FieldProblem> problems, CelBudget budget)
    {
        if (value is null)
        {
            return;
        }

        CheckOwn(value, old, path, problems, budget);
        switch (value)
        {
            case JsonObject item:
                foreach (var (name, child) in item)
                {
                    if (Fields.TryGetValue(name, out var known))
                    {
                        known.Check(child, old.At(name), path.Length == 0 ? name : $"{path}.{name}", problems, budget);
                    }
                    else
                    {
                        Elements?.Check(child, old.At(name), $"{path}[{name}]", problems, budget);
                    }
                }

                break;
            case JsonArray list when Elements is not null:
                foreach (var (index, entry) in list.Index())
                {
                    Elements.Check(entry, Before(entry, old as JsonArray), $"{path}[{index}]", problems, budget);
                }

                break;
        }
    }

    private void CheckOwn(JsonNode value, JsonNode? old, string path, List<FieldProblem> problems, CelBudget budget)
    {
        if (Own.Count == 0 || Type is null)
        {
            return;
        }

        var values = new CelVariables<object?>("self", CelValue.Of(value, Type));
        values = old is null ? values : values.With("oldSelf", CelValue.Of(old, Type));
        problems.AddRange(Own.Where(rule => old is not null || !rule.NeedsOld).Select(rule => rule.Check(values, path, budget)).OfType<FieldProblem>());
    }

    private JsonObject? Before(JsonNode? entry, JsonArray? old)
    {
        string[] keys = [.. Schema.Texts("x-kubernetes-list-map-keys")];
        return keys.Length == 0 || entry is not JsonObject item ? null : old?.OfType<JsonObject>().FirstOrDefault(other => keys.All(key => JsonNode.DeepEquals(other[key], item[key])));
    }
}
