using Portal.Domain.Rollouts.Freezing;

namespace Portal.Domain.Rollouts.Governance;

/// <summary>All that decides whether a rollout may begin.</summary>
/// <param name="Stages">Those that this rollout has to pass, in order.</param>
/// <param name="Decisions">In any order.</param>
/// <param name="Freezes">All windows of the tenant.</param>
/// <param name="OverriddenUntil">No freeze holds it until then; null when nobody said so.</param>
/// <param name="AskedAt">When the rollout was asked for: the first stage begins.</param>
public sealed record GateFacts(
    IReadOnlyList<ApprovalStage> Stages,
    IReadOnlyList<ApprovalDecision> Decisions,
    IReadOnlyList<FreezeWindow> Freezes,
    DateTimeOffset? OverriddenUntil,
    DateTimeOffset AskedAt);
