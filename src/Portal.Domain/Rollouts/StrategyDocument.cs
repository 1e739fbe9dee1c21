using System.Text.Json.Nodes;

namespace Portal.Domain.Rollouts;

/// <summary>
/// Strategies as JSON. The API and the table use <c>{"kind":"canary","steps":[…]}</c>, the custom resource
/// <c>{"canary":{"steps":[…]}}</c>; both read into and are written from the same records.
/// </summary>
public static class StrategyDocument
{
    private static readonly string[] Kinds = ["canary", "blueGreen", "rolling", "instant"];

    /// <summary>Reads the API's form. Nothing at all means <see cref="RolloutStrategy.Default"/>.</summary>
    public static StrategyReading Read(JsonNode? document)
    {
        if (document is null)
        {
            return new StrategyReading(RolloutStrategy.Default, []);
        }

        if (document is not JsonObject body)
        {
            return Refused("", "a strategy is an object with a kind");
        }

        return body["kind"].AsText() is { } kind && Kinds.Contains(kind, StringComparer.Ordinal)
            ? StrategyBody.Read(kind, body, "", "kind")
            : Refused("/kind", $"must be one of {string.Join(", ", Kinds)}");
    }

    /// <summary>Reads the custom resource's form.</summary>
    public static StrategyReading ReadResource(JsonNode? document)
    {
        if (document is null)
        {
            return new StrategyReading(RolloutStrategy.Default, []);
        }

        return document is JsonObject { Count: 1 } body && body.First() is { Value: JsonObject inner, Key: var kind } && Kinds.Contains(kind, StringComparer.Ordinal)
            ? StrategyBody.Read(kind, inner, $"/{kind}")
            : Refused("", $"must hold exactly one of {string.Join(", ", Kinds)}");
    }

    /// <summary>Writes the API's form.</summary>
    public static JsonObject Write(RolloutStrategy strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        var document = new JsonObject { ["kind"] = strategy.Kind };
        foreach (var (name, value) in StrategyBody.Write(strategy))
        {
            document[name] = value?.DeepClone();
        }

        return document;
    }

    /// <summary>Writes the custom resource's form.</summary>
    public static JsonObject WriteResource(RolloutStrategy strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        return new JsonObject { [strategy.Kind] = StrategyBody.Write(strategy) };
    }

    private static StrategyReading Refused(string pointer, string message) => new(null, [new StrategyProblem(pointer, message)]);
}
