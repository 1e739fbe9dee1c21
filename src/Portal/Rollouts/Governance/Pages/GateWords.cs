using System.Globalization;
using Portal.Components;

namespace Portal.Rollouts.Governance.Pages;

/// <summary>Gates as people read them.</summary>
internal static class GateWords
{
    public static string State(string state) => state switch
    {
        "awaitingApproval" => "Waiting for approval",
        "frozen" => "Frozen",
        "open" => "Released",
        "rejected" => "Rejected",
        "expired" => "Not approved in time",
        _ => "Ended",
    };

    public static Tone ToneOf(string state) => state switch
    {
        "open" => Tone.Success,
        "rejected" or "expired" => Tone.Danger,
        "ended" => Tone.Neutral,
        _ => Tone.Warning,
    };

    public static string Stage(GateStageView stage) => stage.State switch
    {
        "passed" => "Approved",
        "failed" => "Not approved",
        _ => string.Create(CultureInfo.InvariantCulture, $"{stage.Decisions.Count} of {stage.Required} approvals"),
    };

    public static Tone StageTone(string state) => state switch
    {
        "passed" => Tone.Success,
        "failed" => Tone.Danger,
        "current" => Tone.Warning,
        _ => Tone.Neutral,
    };

    public static string Decision(GateDecisionView decision) =>
        $"{(decision.Decision == "approve" ? "Approved" : "Rejected")} by {decision.By.Name}{(decision.InPlaceOf is { } place ? $" in the place of {place.Name}" : "")}";
}
