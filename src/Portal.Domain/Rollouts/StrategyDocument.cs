using System.Text.Json.Nodes;

namespace Portal.Domain.Rollouts;

/// <summary>
/// Strategies as JSON. The API and the table use <c>{"kind":"canary","steps":[…]}</c>, the custom resource
/// <c>{"canary":{"steps":[…]}}</c>; both read into and are written from the same records.
/// </summary>
public static class StrategyDocument
{
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

        return body["kind"].AsText() switch
        {
            "canary" => Canary(body, "", "kind", "steps"),
            "instant" => Instant(body, "", "kind"),
            _ => Refused("/kind", "must be canary or instant"),
        };
    }

    /// <summary>Reads the custom resource's form.</summary>
    public static StrategyReading ReadResource(JsonNode? document)
    {
        if (document is null)
        {
            return new StrategyReading(RolloutStrategy.Default, []);
        }

        if (document is not JsonObject { Count: 1 } body)
        {
            return Refused("", "must hold exactly one of canary and instant");
        }

        return body switch
        {
            _ when body["canary"] is JsonObject canary => Canary(canary, "/canary", "steps"),
            _ when body["instant"] is JsonObject instant => Instant(instant, "/instant"),
            _ => Refused("", "must hold exactly one of canary and instant"),
        };
    }

    /// <summary>Writes the API's form.</summary>
    public static JsonObject Write(RolloutStrategy strategy) => strategy is CanaryStrategy canary
        ? new JsonObject { ["kind"] = canary.Kind, ["steps"] = StepDocument.Write(canary.Steps) }
        : new JsonObject { ["kind"] = strategy.Kind };

    /// <summary>Writes the custom resource's form.</summary>
    public static JsonObject WriteResource(RolloutStrategy strategy) => strategy is CanaryStrategy canary
        ? new JsonObject { ["canary"] = new JsonObject { ["steps"] = StepDocument.Write(canary.Steps) } }
        : new JsonObject { [strategy.Kind] = new JsonObject() };

    private static StrategyReading Canary(JsonObject body, string at, params string[] known)
    {
        var problems = body.UnknownMembers(at, known);
        if (body["steps"] is null)
        {
            return Finish(RolloutStrategy.Default, problems);
        }

        var steps = StepDocument.Read(body["steps"], $"{at}/steps", problems);
        return Finish(new CanaryStrategy(steps), problems);
    }

    private static StrategyReading Instant(JsonObject body, string at, params string[] known) =>
        Finish(new InstantStrategy(), body.UnknownMembers(at, known));

    private static StrategyReading Finish(RolloutStrategy strategy, List<StrategyProblem> problems) =>
        new(problems.Count == 0 ? strategy : null, problems);

    private static StrategyReading Refused(string pointer, string message) => new(null, [new StrategyProblem(pointer, message)]);
}
