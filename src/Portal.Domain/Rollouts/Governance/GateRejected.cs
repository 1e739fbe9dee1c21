namespace Portal.Domain.Rollouts.Governance;

/// <summary>Somebody said no.</summary>
public sealed record GateRejected(ApprovalDecision Decision) : GateState
{
    public override string Word => "rejected";

    public override bool IsClosedForGood => true;

    public override string Describe() => $"Rejected in stage {Decision.Stage}: {Decision.Reason}";
}
