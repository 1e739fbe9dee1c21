using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.Domain.Rollouts;

/// <summary>How many canary pods a step asks for, as JSON: exactly one of three ways to say it.</summary>
internal static class CanaryScaleDocument
{
    private const int MostReplicas = 1000;
    private const int MostPercent = 100;

    public static SetCanaryScaleStep? Read(JsonNode? value, string at, List<StrategyProblem> problems)
    {
        var step = value is JsonObject { Count: 1 } body ? body.First() switch
        {
            { Key: "replicas", Value: var replicas } when replicas.AsWhole() is { } pods and >= 1 and <= MostReplicas => new SetCanaryScaleStep((int)pods),
            { Key: "percent", Value: var share } when share.AsWhole() is { } percent and >= 1 and <= MostPercent => new SetCanaryScaleStep(null, (int)percent),
            { Key: "matchWeight", Value: JsonValue flag } when flag.GetValueKind() == JsonValueKind.True => new SetCanaryScaleStep(null, null, true),
            _ => null,
        }
        : null;
        if (step is null)
        {
            problems.Add(new StrategyProblem(
                at, $"must hold exactly one of replicas (1 to {MostReplicas}), percent (1 to {MostPercent}) and matchWeight (true)"));
        }

        return step;
    }

    public static JsonObject Write(SetCanaryScaleStep step) => step switch
    {
        { Replicas: { } pods } => new JsonObject { ["replicas"] = pods },
        { Percent: { } percent } => new JsonObject { ["percent"] = percent },
        _ => new JsonObject { ["matchWeight"] = true },
    };
}
