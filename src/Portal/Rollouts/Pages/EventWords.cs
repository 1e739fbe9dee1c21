using Portal.Domain.Rollouts.Planning;

namespace Portal.Rollouts.Pages;

/// <summary>How an event of a rollout looks. An unknown kind looks plain: the operator may learn new ones before the pages do.</summary>
internal static class EventWords
{
    public static bool IsBad(string kind) =>
        kind is nameof(RolloutEventKind.RollingBack) or nameof(RolloutEventKind.RolledBack) or nameof(RolloutEventKind.Aborted) or nameof(RolloutEventKind.Failed);

    public static bool MovesTraffic(string kind) => kind is nameof(RolloutEventKind.WeightAccepted);

    public static string Style(string kind) => kind switch
    {
        _ when IsBad(kind) => "danger",
        "Rejected" => "danger",
        "Held" or "FreezeOverridden" => "warning",
        nameof(RolloutEventKind.Completed) or nameof(RolloutEventKind.Approved) or "Released" => "success",
        nameof(RolloutEventKind.AwaitingApproval) or nameof(RolloutEventKind.ApprovalDue) or nameof(RolloutEventKind.Queued) or nameof(RolloutEventKind.Paused) or nameof(RolloutEventKind.NoData)
            or nameof(RolloutEventKind.RouteDrift) or nameof(RolloutEventKind.Stalled) => "warning",
        nameof(RolloutEventKind.WeightAccepted) or nameof(RolloutEventKind.Promoting) => "accent",
        _ => "plain",
    };

    /// <summary>What an event says that would only repeat the one before it.</summary>
    public static string Plain(string kind, string? stable) => kind switch
    {
        nameof(RolloutEventKind.RolledBack) or nameof(RolloutEventKind.Aborted) when stable is not null => $"All traffic is back on {stable}, and the canary is stopped.",
        nameof(RolloutEventKind.Failed) => "It ended here.",
        _ => "It goes on.",
    };

    public static string Icon(string kind) => kind switch
    {
        "Held" => "hand",
        "Released" => "play",
        "Rejected" => "x",
        "FreezeOverridden" => "triangle-alert",
        nameof(RolloutEventKind.Started) => "rocket",
        nameof(RolloutEventKind.CanaryReady) => "package-check",
        nameof(RolloutEventKind.WeightAccepted) => "percent",
        nameof(RolloutEventKind.StepStarted) => "activity",
        nameof(RolloutEventKind.AwaitingApproval) => "hand",
        nameof(RolloutEventKind.ApprovalDue) => "hourglass",
        nameof(RolloutEventKind.Approved) or nameof(RolloutEventKind.Completed) => "check",
        nameof(RolloutEventKind.Queued) => "hourglass",
        nameof(RolloutEventKind.Paused) => "pause",
        nameof(RolloutEventKind.Resumed) => "play",
        nameof(RolloutEventKind.NoData) or nameof(RolloutEventKind.RouteDrift) or nameof(RolloutEventKind.Stalled) => "triangle-alert",
        nameof(RolloutEventKind.Promoting) => "fast-forward",
        nameof(RolloutEventKind.RollingBack) or nameof(RolloutEventKind.RolledBack) => "undo-2",
        nameof(RolloutEventKind.Aborted) => "octagon-x",
        nameof(RolloutEventKind.Failed) => "x",
        _ => "circle-dot",
    };
}
