using Portal.Components;

namespace Portal.Rollouts.Pages;

/// <summary>The phases of a rollout as people read them.</summary>
internal static class PhaseWords
{
    public static bool IsOver(string phase) => phase is "Completed" or "RolledBack" or "Aborted" or "Failed";

    /// <summary>Somebody or some time is waited for, and the rollout's message says whom or what.</summary>
    public static bool Waits(string phase) => phase is "Held" or "Queued" or "AwaitingApproval";

    /// <summary>How long it took, or that it has not ended.</summary>
    public static string Took(RolloutItem rollout) => rollout switch
    {
        { FinishedAt: { } at } => TimeWords.Length(at - rollout.StartedAt),
        { Phase: "Held" or "Queued" } => "not begun",
        { Phase: "AwaitingApproval" } => "waiting",
        _ => "running",
    };

    public static string Text(string phase) => phase switch
    {
        "Pending" => "Starting",
        "Progressing" => "In progress",
        "AwaitingApproval" => "Waiting for approval",
        "RollingBack" => "Rolling back",
        "RolledBack" => "Rolled back",
        _ => phase,
    };

    public static Tone ToneOf(string phase) => phase switch
    {
        "Completed" => Tone.Success,
        "RolledBack" or "RollingBack" or "Failed" => Tone.Danger,
        "AwaitingApproval" or "Paused" or "Aborted" or "Held" => Tone.Warning,
        _ => Tone.Accent,
    };

    public static string Icon(string phase) => phase switch
    {
        "Completed" => "circle-check",
        "RolledBack" or "RollingBack" => "undo-2",
        "Aborted" => "octagon-x",
        "Failed" => "circle-x",
        "AwaitingApproval" or "Held" => "hand",
        "Queued" => "hourglass",
        "Paused" => "circle-pause",
        _ => "loader-circle",
    };

    public static bool IsBusy(string phase) => phase is "Pending" or "Progressing" or "Promoting";

    public static string Meaning(string phase) => phase switch
    {
        "Pending" => "The order is queued; the operator has not taken it up yet.",
        "Held" => "The rollout policy holds it back; see what it waits for on its page.",
        "Queued" => "Enough rollouts are under way; it begins when it is its turn.",
        "Progressing" => "The steps are being walked; traffic moves only after a step's comparison has passed.",
        "Paused" => "A step waits for its time to pass. The comparison goes on.",
        "AwaitingApproval" => "A person has to approve before traffic moves on. The comparison goes on.",
        "Promoting" => "The new version serves everyone; it is becoming the stable one.",
        "Completed" => "The new version is the stable one.",
        "RollingBack" => "Traffic returns to the version before.",
        "RolledBack" => "All traffic is back on the version before.",
        "Aborted" => "A person stopped it; all traffic is back on the version before.",
        _ => "It could not be carried out; see the timeline.",
    };
}
