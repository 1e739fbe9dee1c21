using System.Text.Json.Nodes;

namespace Portal.Domain.Rollouts;

/// <summary>How long a step lasts, as documents say it.</summary>
internal static class StepDuration
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>Null when it is none, which is then among the problems.</summary>
    public static TimeSpan? Read(JsonNode? value, string at, List<StrategyProblem> problems)
    {
        if (DurationText.TryParse(value.AsText(), out var duration) && duration >= Shortest && duration <= Longest)
        {
            return duration;
        }

        problems.Add(new StrategyProblem(at, "must be an ISO 8601 duration from PT1S to P30D"));
        return null;
    }

    /// <summary>That of <c>{"duration": …}</c>; null also when there is none and it may be left out.</summary>
    public static TimeSpan? Inside(JsonNode? value, string at, List<StrategyProblem> problems, bool required = true)
    {
        if (value is not JsonObject body || body.UnknownMembers(at, "duration") is { Count: > 0 })
        {
            problems.Add(new StrategyProblem(at, "must be an object that holds at most a duration"));
            return null;
        }

        return body["duration"] is null && !required ? null : Read(body["duration"], $"{at}/duration", problems);
    }
}
