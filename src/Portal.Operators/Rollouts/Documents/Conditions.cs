using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Documents;

/// <summary>Conditions as Kubernetes tools understand them: <c>kubectl wait --for=condition=Ready</c> works.</summary>
internal static class Conditions
{
    private const string RefusedByServer = "Refused";

    public static JsonArray Write(RolloutStatus status, long generation, JsonObject? before, DateTimeOffset now)
    {
        var phase = status.QueuePlace is null ? status.Phase.ToString() : "Queued";
        var holds = status.QueuePlace is not null || status.Phase is RolloutPhase.Paused or RolloutPhase.AwaitingApproval || status.FrozenUntil is not null || status.BudgetHold is not null || status.HeldSince is not null;
        return
        [
            One("Ready", status.Phase == RolloutPhase.Completed, phase, status.Message),
            One("Progressing", !status.Phase.IsTerminal() && !holds, phase, status.Message),
            One("Paused", holds, phase, status.Message),
            One("Degraded", status.Stalled || status.Phase.IsUnsuccessful() || status.Phase == RolloutPhase.RollingBack, phase, status.Message),
            One("RolledBack", status.Phase is RolloutPhase.RolledBack or RolloutPhase.Aborted, phase, status.Message),

            // For kstatus, on which deployment tools agree: true is a failure that does not go away by itself.
            One("Stalled", status.Stalled || status.Phase.IsUnsuccessful(), phase, status.Message),
        ];

        JsonObject One(string type, bool isTrue, string reason, string message) => Write(type, isTrue, reason, message, generation, before, now);
    }

    /// <summary>The status of an object that is not acted on: everything else stays as it was.</summary>
    /// <param name="resource">The object.</param>
    /// <param name="type">The condition that says so: <c>InvalidSpec</c>, <c>Conflict</c>, <c>MissingCrd</c>, <c>FinalizeBlocked</c>, or <c>Degraded</c> where the API server refuses.</param>
    /// <param name="message">Why, and what to do.</param>
    /// <param name="now">For conditions that change.</param>
    public static JsonObject Refused(JsonObject resource, string type, string message, DateTimeOffset now)
    {
        var before = resource.ObjectAt("status");
        var status = before?.DeepClone().AsObject() ?? [];
        var generation = resource.WholeAt("metadata", "generation") ?? 0;
        status["observedGeneration"] = generation;
        status["message"] = message;
        var reason = type == "Degraded" ? RefusedByServer : type;
        JsonArray conditions = [.. before.ItemsAt("conditions").Where(c => !IsOfRefusal(c) && c.TextAt("type") != "Ready" && c.TextAt("type") != type).Select(c => c.DeepClone())];
        conditions.Add(Write("Ready", false, reason, message, generation, before, now));
        conditions.Add(Write(type, true, reason, message, generation, before, now));
        status["conditions"] = conditions;
        return status;
    }

    /// <summary>The status says that the object was not acted on, which the next one that is written takes back.</summary>
    public static bool IsRefused(JsonObject? status) => status.ItemsAt("conditions").Any(IsOfRefusal);

    private static bool IsOfRefusal(JsonObject condition) =>
        condition.TextAt("type") is "InvalidSpec" or "Conflict" or "FinalizeBlocked" or "MissingCrd" || condition.TextAt("reason") == RefusedByServer;

    private static JsonObject Write(string type, bool isTrue, string reason, string message, long generation, JsonObject? before, DateTimeOffset now)
    {
        var word = isTrue ? "True" : "False";
        var old = before.ItemsAt("conditions").FirstOrDefault(condition => condition.TextAt("type") == type);
        var since = old?.TextAt("status") == word ? old.TextAt("lastTransitionTime") : null;
        return new JsonObject
        {
            ["type"] = type,
            ["status"] = word,
            ["observedGeneration"] = generation,
            ["lastTransitionTime"] = since ?? StatusDocument.Time(now)!.GetValue<string>(),
            ["reason"] = reason,
            ["message"] = message,
        };
    }
}
