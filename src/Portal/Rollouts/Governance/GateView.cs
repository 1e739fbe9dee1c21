using Portal.Domain.Rollouts.Governance;

namespace Portal.Rollouts.Governance;

/// <summary>What holds a rollout, or held it.</summary>
/// <param name="Rollout">Whose gate it is.</param>
/// <param name="State"><c>awaitingApproval</c>, <c>frozen</c>, <c>open</c>, <c>rejected</c>, <c>expired</c> or <c>ended</c>.</param>
/// <param name="Message">The same in a sentence.</param>
/// <param name="Stage">The stage that is asked now.</param>
/// <param name="Until">The stage's deadline, or the end of the freeze.</param>
/// <param name="Risk">0 to 100.</param>
/// <param name="Reasons">What the risk is made of.</param>
/// <param name="FourEyes">Whether who asked decides nothing.</param>
/// <param name="AskedBy">Who asked.</param>
/// <param name="PolicyVersion">The policy that it is held to.</param>
/// <param name="Stages">In order.</param>
/// <param name="OverriddenUntil">No freeze holds it until then.</param>
/// <param name="MayDecide">Whether whoever asks may decide about the stage now.</param>
/// <param name="InPlaceOf">In whose place they would; null in their own.</param>
/// <param name="WhyNot">Why they may not; null when they may, or when nothing is asked.</param>
internal sealed record GateView(
    string Rollout,
    string State,
    string Message,
    string? Stage,
    DateTimeOffset? Until,
    int Risk,
    IReadOnlyList<RiskReason> Reasons,
    bool FourEyes,
    ApproverView AskedBy,
    long PolicyVersion,
    IReadOnlyList<GateStageView> Stages,
    DateTimeOffset? OverriddenUntil,
    bool MayDecide,
    ApproverView? InPlaceOf,
    string? WhyNot);
