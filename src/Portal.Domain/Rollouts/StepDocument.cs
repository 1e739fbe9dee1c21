using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.Domain.Rollouts;

/// <summary>Steps as JSON: each an object with exactly one action.</summary>
internal static class StepDocument
{
    public const int MaxSteps = 50;

    private static readonly TimeSpan ShortestDuration = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDuration = TimeSpan.FromDays(30);

    public static List<RolloutStep> Read(JsonNode? document, string at, List<StrategyProblem> problems)
    {
        var steps = new List<RolloutStep>();
        if (document is not JsonArray { Count: > 0 } items || items.Count > MaxSteps)
        {
            problems.Add(new StrategyProblem(at, $"must be an array of 1 to {MaxSteps} steps"));
            return steps;
        }

        var weight = 0;
        for (var i = 0; i < items.Count; i++)
        {
            var pointer = $"{at}/{i}";
            var step = ReadOne(items[i], pointer, problems);
            switch (step)
            {
                case SetWeightStep { Weight: var next } when next <= weight:
                    problems.Add(new StrategyProblem($"{pointer}/setWeight", $"must be above the weight before it ({weight})"));
                    break;
                case SetWeightStep { Weight: var next }:
                    weight = next;
                    break;
                case AnalyzeStep when weight == 0:
                    problems.Add(new StrategyProblem(pointer, "needs a setWeight before it: without traffic there is nothing to compare"));
                    break;
            }

            if (step is not null)
            {
                steps.Add(step);
            }
        }

        return steps;
    }

    public static JsonArray Write(IEnumerable<RolloutStep> steps) => new([.. steps.Select(Write)]);

    private static JsonObject Write(RolloutStep step) => step switch
    {
        SetWeightStep { Weight: var weight } => new JsonObject { ["setWeight"] = weight },
        AnalyzeStep { Duration: var duration } => new JsonObject { ["analyze"] = Lasting(duration) },
        PauseStep { Duration: var duration } => new JsonObject { ["pause"] = Lasting(duration) },
        _ => new JsonObject { ["approve"] = new JsonObject() },
    };

    private static JsonObject Lasting(TimeSpan? duration) =>
        duration is { } value ? new JsonObject { ["duration"] = DurationText.Format(value) } : [];

    private static RolloutStep? ReadOne(JsonNode? item, string at, List<StrategyProblem> problems)
    {
        if (item is not JsonObject { Count: 1 } body)
        {
            problems.Add(new StrategyProblem(at, "must be an object with exactly one of setWeight, analyze, pause, approve"));
            return null;
        }

        var (action, value) = (body.First().Key, body.First().Value);
        var pointer = $"{at}/{action}";
        return action switch
        {
            "setWeight" => Weight(value, pointer, problems),
            "analyze" => Duration(value, pointer, required: true, problems) is { } duration ? new AnalyzeStep(duration) : null,
            "pause" => new PauseStep(Duration(value, pointer, required: false, problems)),
            "approve" => Approve(value, pointer, problems),
            _ => Refuse(at, $"unknown step {action}; must be one of setWeight, analyze, pause, approve", problems),
        };
    }

    private static RolloutStep? Weight(JsonNode? value, string at, List<StrategyProblem> problems) =>
        value is JsonValue number && number.GetValueKind() == JsonValueKind.Number && number.AsWhole() is { } weight and >= 1 and <= 100
            ? new SetWeightStep((int)weight)
            : Refuse(at, "must be a whole number from 1 to 100", problems);

    private static RolloutStep? Approve(JsonNode? value, string at, List<StrategyProblem> problems) =>
        value is JsonObject { Count: 0 } ? new ApproveStep() : Refuse(at, "must be an empty object", problems);

    private static TimeSpan? Duration(JsonNode? value, string at, bool required, List<StrategyProblem> problems)
    {
        if (value is not JsonObject body || body.UnknownMembers(at, "duration") is { Count: > 0 })
        {
            problems.Add(new StrategyProblem(at, "must be an object that holds at most a duration"));
            return null;
        }

        if (body["duration"] is null && !required)
        {
            return null;
        }

        if (DurationText.TryParse(body["duration"].AsText(), out var duration) && duration >= ShortestDuration && duration <= LongestDuration)
        {
            return duration;
        }

        problems.Add(new StrategyProblem($"{at}/duration", "must be an ISO 8601 duration from PT1S to P30D"));
        return null;
    }

    private static RolloutStep? Refuse(string at, string message, List<StrategyProblem> problems)
    {
        problems.Add(new StrategyProblem(at, message));
        return null;
    }
}
