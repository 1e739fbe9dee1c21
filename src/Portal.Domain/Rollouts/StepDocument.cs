using System.Text.Json.Nodes;

namespace Portal.Domain.Rollouts;

/// <summary>Steps as JSON: each an object with exactly one action.</summary>
internal static class StepDocument
{
    public const int MaxSteps = 50;

    private const string Actions = "setWeight, analyze, pause, approve, setCanaryScale, header";

    public static List<RolloutStep> Read(JsonNode? document, string at, List<StrategyProblem> problems)
    {
        var steps = new List<RolloutStep>();
        if (document is not JsonArray { Count: > 0 } items || items.Count > MaxSteps)
        {
            problems.Add(new StrategyProblem(at, $"must be an array of 1 to {MaxSteps} steps"));
            return steps;
        }

        for (var i = 0; i < items.Count; i++)
        {
            var pointer = $"{at}/{i}";
            if (ReadOne(items[i], pointer, problems) is not { } step)
            {
                continue;
            }

            Follows(step, steps, pointer, problems);
            steps.Add(step);
        }

        return steps;
    }

    public static JsonArray Write(IEnumerable<RolloutStep> steps) => new([.. steps.Select(Write)]);

    /// <summary>What one step asks of those before it.</summary>
    private static void Follows(RolloutStep step, List<RolloutStep> before, string at, List<StrategyProblem> problems)
    {
        var weight = before.OfType<SetWeightStep>().LastOrDefault()?.Weight ?? 0;
        if (step is SetWeightStep { Weight: var next } && next < weight)
        {
            problems.Add(new StrategyProblem($"{at}/setWeight", $"must not be below the weight before it ({weight})"));
        }
        else if (step is AnalyzeStep && weight == 0 && !before.Any(earlier => earlier is HeaderStep))
        {
            problems.Add(new StrategyProblem(at, "needs a setWeight or a header before it: without traffic there is nothing to compare"));
        }
    }

    private static JsonObject Write(RolloutStep step) => step switch
    {
        SetWeightStep { Weight: var weight } => new JsonObject { ["setWeight"] = weight },
        AnalyzeStep { Duration: var duration } => new JsonObject { ["analyze"] = Lasting(duration) },
        PauseStep { Duration: var duration } => new JsonObject { ["pause"] = Lasting(duration) },
        SetCanaryScaleStep scale => new JsonObject { ["setCanaryScale"] = CanaryScaleDocument.Write(scale) },
        HeaderStep { Header: var header } => new JsonObject { ["header"] = new JsonObject { ["name"] = header.Name, ["value"] = header.Value } },
        ApproveStep approve => new JsonObject { ["approve"] = ApproveDocument.Write(approve) },
        _ => throw new NotSupportedException($"{step.GetType().Name} is not written."),
    };

    private static JsonObject Lasting(TimeSpan? duration) =>
        duration is { } value ? new JsonObject { ["duration"] = DurationText.Format(value) } : [];

    private static RolloutStep? ReadOne(JsonNode? item, string at, List<StrategyProblem> problems)
    {
        if (item is not JsonObject { Count: 1 } body)
        {
            return Refuse(at, $"must be an object with exactly one of {Actions}", problems);
        }

        var (action, value) = (body.First().Key, body.First().Value);
        var pointer = $"{at}/{action}";
        return action switch
        {
            "setWeight" => Weight(value, pointer, problems),
            "analyze" => StepDuration.Inside(value, pointer, problems) is { } duration ? new AnalyzeStep(duration) : null,
            "pause" => new PauseStep(StepDuration.Inside(value, pointer, problems, required: false)),
            "approve" => ApproveDocument.Read(value, pointer, problems),
            "setCanaryScale" => CanaryScaleDocument.Read(value, pointer, problems),
            "header" => HeaderDocument.Read(value, pointer, problems),
            _ => Refuse(at, $"unknown step {action}; must be one of {Actions}", problems),
        };
    }

    private static RolloutStep? Weight(JsonNode? value, string at, List<StrategyProblem> problems) =>
        value.AsWhole() is { } weight and >= 1 and <= 100
            ? new SetWeightStep((int)weight)
            : Refuse(at, "must be a whole number from 1 to 100", problems);

    private static RolloutStep? Refuse(string at, string message, List<StrategyProblem> problems)
    {
        problems.Add(new StrategyProblem(at, message));
        return null;
    }
}
