using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;

namespace Portal.Cli.Rollouts;

/// <summary>One rollout, to read.</summary>
internal static class RolloutReport
{
    public static void Print(JsonObject rollout)
    {
        Line("plugin", $"{rollout["pluginName"]} ({rollout["plugin"]})");
        Line("version", rollout["fromVersion"] is { } from ? $"{from} -> {rollout["toVersion"]}" : $"{rollout["toVersion"]}, the first");
        Line("phase", rollout["pausedBy"] is { } person ? $"{rollout["phase"]}, paused by {person}" : $"{rollout["phase"]}");
        if (rollout["queuePlace"] is { } place)
        {
            Line("queue", $"place {place}");
        }

        Line("weight", $"{rollout["weight"]} %");
        Line("verdict", $"{rollout["verdict"]}");
        Line("says", $"{rollout["message"]}");
        Line("canary", Counts(rollout, "canary"));
        Line("stable", Counts(rollout, "stable"));
        Line("evidence", string.Create(CultureInfo.InvariantCulture, $"{(double)rollout["evidence"]!:0.##} of {(double)rollout["evidenceLimit"]!:0.##}, where it is rolled back"));
        Line("steps", "");
        var steps = StrategyDocument.Read(rollout["strategy"]).Strategy?.Steps ?? [];
        var current = rollout["finishedAt"] is null ? (int)rollout["stepIndex"]! : -1;
        for (var step = 0; step < steps.Count; step++)
        {
            Console.WriteLine($"  {(step == current ? ">" : " ")} {step + 1}. {steps[step].Describe()}");
        }
    }

    private static string Counts(JsonObject rollout, string arm) =>
        string.Create(CultureInfo.InvariantCulture, $"{(long)rollout[arm + "Errors"]!:N0} of {(long)rollout[arm + "Requests"]!:N0} requests failed");

    private static void Line(string name, string value) => Console.WriteLine($"{name,-9} {value}".TrimEnd());
}
