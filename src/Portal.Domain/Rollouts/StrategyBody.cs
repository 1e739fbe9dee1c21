using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.Domain.Rollouts;

/// <summary>What a strategy says beside its kind: the same members in both forms of the document.</summary>
internal static class StrategyBody
{
    /// <param name="kind">Which strategy it is.</param>
    /// <param name="body">Its members.</param>
    /// <param name="at">Where they stand.</param>
    /// <param name="also">Members that the form has besides.</param>
    public static StrategyReading Read(string kind, JsonObject body, string at, params string[] also)
    {
        var problems = new List<StrategyProblem>();
        RolloutStrategy strategy = kind switch
        {
            "canary" => Canary(body, at, problems),
            "blueGreen" => BlueGreen(body, at, problems),
            "rolling" => Rolling(body, at, problems),
            _ => new InstantStrategy(),
        };
        problems.InsertRange(0, body.UnknownMembers(at, [.. also, .. Members(kind)]));
        return new StrategyReading(problems.Count == 0 ? strategy : null, problems);
    }

    public static JsonObject Write(RolloutStrategy strategy) => strategy switch
    {
        CanaryStrategy canary => Write(canary),
        BlueGreenStrategy blueGreen => Write(blueGreen),
        RollingStrategy rolling => new JsonObject { ["maxSurge"] = rolling.MaxSurge, ["maxUnavailable"] = rolling.MaxUnavailable },
        _ => [],
    };

    private static string[] Members(string kind) => kind switch
    {
        "canary" => ["steps", "dynamicStableScale"],
        "blueGreen" => ["approve", "analyze", "keepOldFor"],
        "rolling" => ["maxSurge", "maxUnavailable"],
        _ => [],
    };

    private static CanaryStrategy Canary(JsonObject body, string at, List<StrategyProblem> problems) =>
        new(body["steps"] is null ? RolloutStrategy.Default.Steps : StepDocument.Read(body["steps"], $"{at}/steps", problems))
        {
            DynamicStableScale = Flag(body, "dynamicStableScale", at, problems),
        };

    private static JsonObject Write(CanaryStrategy strategy)
    {
        var document = new JsonObject { ["steps"] = StepDocument.Write(strategy.Steps) };
        if (strategy.DynamicStableScale)
        {
            document["dynamicStableScale"] = true;
        }

        return document;
    }

    private static bool Flag(JsonObject body, string name, string at, List<StrategyProblem> problems)
    {
        if (body[name] is null || body[name]!.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
        {
            return body[name]?.GetValue<bool>() ?? false;
        }

        problems.Add(new StrategyProblem($"{at}/{name}", "must be true or false"));
        return false;
    }

    private static BlueGreenStrategy BlueGreen(JsonObject body, string at, List<StrategyProblem> problems)
    {
        var otherwise = new BlueGreenStrategy();
        return new BlueGreenStrategy
        {
            Approve = body["approve"] is { } approve ? ApproveDocument.Read(approve, $"{at}/approve", problems) : null,
            Analyze = body["analyze"] is { } analyze ? StepDuration.Inside(analyze, $"{at}/analyze", problems) ?? otherwise.Analyze : otherwise.Analyze,
            KeepOldFor = body["keepOldFor"] is { } keep ? StepDuration.Read(keep, $"{at}/keepOldFor", problems) ?? otherwise.KeepOldFor : otherwise.KeepOldFor,
        };
    }

    private static JsonObject Write(BlueGreenStrategy strategy)
    {
        var document = new JsonObject
        {
            ["analyze"] = new JsonObject { ["duration"] = DurationText.Format(strategy.Analyze) },
            ["keepOldFor"] = DurationText.Format(strategy.KeepOldFor),
        };
        if (strategy.Approve is { } approve)
        {
            document["approve"] = ApproveDocument.Write(approve);
        }

        return document;
    }

    private static RollingStrategy Rolling(JsonObject body, string at, List<StrategyProblem> problems) => new()
    {
        MaxSurge = Percent(body, "maxSurge", 1, 25, at, problems),
        MaxUnavailable = Percent(body, "maxUnavailable", 0, 0, at, problems),
    };

    private static int Percent(JsonObject body, string name, int least, int otherwise, string at, List<StrategyProblem> problems)
    {
        if (body[name] is null)
        {
            return otherwise;
        }

        if (body[name].AsWhole() is { } percent && percent >= least && percent <= 100)
        {
            return (int)percent;
        }

        problems.Add(new StrategyProblem($"{at}/{name}", $"must be a whole number from {least} to 100"));
        return otherwise;
    }
}
