using System.Globalization;

namespace Portal.Domain.Rollouts.Governance;

/// <summary>A stage lacks approvals.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Approvals">How many it has.</param>
/// <param name="Deadline">When it should have all.</param>
/// <param name="Overdue">The deadline has passed, and the stage goes on waiting.</param>
public sealed record GateAwaitingApproval(ApprovalStage Stage, int Approvals, DateTimeOffset Deadline, bool Overdue) : GateState
{
    public override string Word => "awaitingApproval";

    /// <summary>A fifth of the stage's time is left, or less.</summary>
    public bool DueSoon { get; init; }

    public override DateTimeOffset? LookAgainAt => Overdue ? null : DueSoon ? Deadline : Deadline - LastPart(Stage);

    /// <summary>The end of a stage's time, in which people are reminded: a fifth of it.</summary>
    public static TimeSpan LastPart(ApprovalStage stage)
    {
        ArgumentNullException.ThrowIfNull(stage);
        return stage.Deadline / 5;
    }

    public int Missing => Stage.Required - Approvals;

    public override string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"Waiting for {Missing} {(Missing == 1 ? "approval" : "approvals")} of {string.Join(" or ", Stage.Groups)} (stage {Stage.Name}), {(Overdue ? "overdue since" : "until")} {Deadline.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
}
