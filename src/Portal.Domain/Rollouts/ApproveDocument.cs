using System.Text.Json.Nodes;

namespace Portal.Domain.Rollouts;

/// <summary>An approval that a strategy asks for, as JSON.</summary>
internal static class ApproveDocument
{
    private const int MostGroups = 20;
    private const int LongestGroup = 100;

    public static ApproveStep? Read(JsonNode? value, string at, List<StrategyProblem> problems)
    {
        if (value is not JsonObject body)
        {
            problems.Add(new StrategyProblem(at, "must be an object"));
            return null;
        }

        var before = problems.Count;
        problems.AddRange(body.UnknownMembers(at, "groups", "deadline", "onDeadline"));
        var step = new ApproveStep
        {
            Groups = Groups(body["groups"], $"{at}/groups", problems),
            Deadline = body["deadline"] is { } deadline ? StepDuration.Read(deadline, $"{at}/deadline", problems) : null,
            OnDeadline = Timeout(body, at, problems),
        };
        return problems.Count == before ? step : null;
    }

    public static JsonObject Write(ApproveStep step)
    {
        var document = new JsonObject();
        if (step.Groups.Count > 0)
        {
            document["groups"] = new JsonArray([.. step.Groups.Select(group => JsonValue.Create(group))]);
        }

        if (step.Deadline is { } deadline)
        {
            document["deadline"] = DurationText.Format(deadline);
            document["onDeadline"] = Word(step.OnDeadline);
        }

        return document;
    }

    private static List<string> Groups(JsonNode? value, string at, List<StrategyProblem> problems)
    {
        if (value is null)
        {
            return [];
        }

        if (value is JsonArray { Count: >= 1 and <= MostGroups } items && items.All(item => item.AsText() is { Length: >= 1 and <= LongestGroup }))
        {
            return [.. items.Select(item => item.AsText()!)];
        }

        problems.Add(new StrategyProblem(at, $"must be an array of 1 to {MostGroups} names of at most {LongestGroup} characters"));
        return [];
    }

    private static ApprovalTimeout Timeout(JsonObject body, string at, List<StrategyProblem> problems)
    {
        if (body["onDeadline"] is not { } value)
        {
            return ApprovalTimeout.Abort;
        }

        if (body["deadline"] is null)
        {
            problems.Add(new StrategyProblem($"{at}/onDeadline", "needs a deadline"));
        }

        foreach (var timeout in Enum.GetValues<ApprovalTimeout>())
        {
            if (value.AsText() == Word(timeout))
            {
                return timeout;
            }
        }

        problems.Add(new StrategyProblem($"{at}/onDeadline", "must be one of abort, promote, hold"));
        return ApprovalTimeout.Abort;
    }

    private static string Word(ApprovalTimeout timeout) => timeout switch
    {
        ApprovalTimeout.Promote => "promote",
        ApprovalTimeout.Hold => "hold",
        _ => "abort",
    };
}
