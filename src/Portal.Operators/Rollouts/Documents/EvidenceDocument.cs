using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Documents;

/// <summary>The numbers behind a verdict, in the status.</summary>
internal static class EvidenceDocument
{
    // Past this a larger number says nothing more, and charts stay readable.
    private const double Largest = 1e12;

    public static RolloutEvidence? Read(JsonObject? evidence) => evidence is null
        ? null
        : new RolloutEvidence(evidence.NumberAt("eValue") ?? 1, evidence.NumberAt("limit") ?? 100, Arm(evidence.ObjectAt("canary")), Arm(evidence.ObjectAt("stable")));

    public static JsonObject? Write(RolloutEvidence? evidence) => evidence is null ? null : new JsonObject
    {
        ["eValue"] = Bounded(evidence.EValue),
        ["limit"] = evidence.Limit,
        ["canary"] = Arm(evidence.Canary),
        ["stable"] = Arm(evidence.Stable),
    };

    public static double Bounded(double value) => Math.Round(Math.Min(value, Largest), 4);

    private static ArmEvidence Arm(JsonObject? arm) => new(arm.WholeAt("requests") ?? 0, arm.WholeAt("errors") ?? 0, arm.WholeAt("slow") ?? 0);

    private static JsonObject Arm(ArmEvidence arm) => new() { ["requests"] = arm.Requests, ["errors"] = arm.Errors, ["slow"] = arm.Slow };
}
