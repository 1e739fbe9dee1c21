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

    public override DateTimeOffset? LookAgainAt => Overdue ? null : Deadline;

    public int Missing => Stage.Required - Approvals;

    public override string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"Waiting for {Missing} {(Missing == 1 ? "approval" : "approvals")} of {string.Join(" or ", Stage.Groups)} (stage {Stage.Name}), {(Overdue ? "overdue since" : "until")} {Deadline.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
}
