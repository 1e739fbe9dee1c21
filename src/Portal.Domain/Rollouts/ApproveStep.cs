namespace Portal.Domain.Rollouts;

/// <summary>Waits until a person approves this step.</summary>
public sealed record ApproveStep : RolloutStep
{
    public override string Describe() => "wait for approval";
}
