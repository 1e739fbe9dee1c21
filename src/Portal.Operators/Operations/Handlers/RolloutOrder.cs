using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;

namespace Portal.Operators.Operations.Handlers;

/// <summary>What a person says, as it goes into the spec.</summary>
internal sealed record RolloutOrder(string Revision, string By, string Id, string? Reason, int Step)
{
    /// <summary>The group for which they speak, where the step asks for one.</summary>
    public string? Group { get; init; }

    public static void Approve(JsonObject spec, RolloutOrder order)
    {
        var approvals = spec["approvals"] as JsonArray ?? [];
        var isThere = approvals.OfType<JsonObject>().Any(a => (string?)a["revision"] == order.Revision && (int?)a["step"] == order.Step && (string?)a["group"] == order.Group);
        if (!isThere)
        {
            var approval = new JsonObject { ["revision"] = order.Revision, ["step"] = order.Step, ["by"] = order.By };
            if (order.Group is not null)
            {
                approval["group"] = order.Group;
            }

            approvals.Add(approval);
        }

        spec["approvals"] = approvals.DeepClone();
    }

    public static void Promote(JsonObject spec, RolloutOrder order) => spec["promote"] = order.Command();

    public static void Abort(JsonObject spec, RolloutOrder order) => spec["abort"] = order.Command();

    public static void Pause(JsonObject spec, RolloutOrder order) => spec["paused"] = true;

    /// <summary>Ends a person's pause, and a pause without an end that the strategy itself makes.</summary>
    public static void Resume(JsonObject spec, RolloutOrder order)
    {
        spec.Remove("paused");
        if (StrategyDocument.ReadResource(spec["strategy"]).Strategy?.Steps.ElementAtOrDefault(order.Step) is PauseStep { Duration: null })
        {
            Approve(spec, order);
        }
    }

    /// <summary>A new attempt begins without what was said to the last one.</summary>
    public static void Retry(JsonObject spec, RolloutOrder order)
    {
        foreach (var name in (string[])["approvals", "promote", "abort", "paused"])
        {
            spec.Remove(name);
        }

        spec["retry"] = order.Command();
    }

    private JsonObject Command()
    {
        var command = new JsonObject { ["revision"] = Revision, ["by"] = By, ["id"] = Id };
        if (!string.IsNullOrWhiteSpace(Reason))
        {
            command["reason"] = Reason;
        }

        return command;
    }
}
