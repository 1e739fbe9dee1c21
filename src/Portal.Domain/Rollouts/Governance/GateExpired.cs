using System.Globalization;

namespace Portal.Domain.Rollouts.Governance;

/// <summary>A stage was not approved in time.</summary>
public sealed record GateExpired(ApprovalStage Stage, DateTimeOffset Deadline) : GateState
{
    public override string Word => "expired";

    public override bool IsClosedForGood => true;

    public override string Describe() =>
        string.Create(CultureInfo.InvariantCulture, $"Stage {Stage.Name} was not approved by {Deadline.UtcDateTime:yyyy-MM-dd HH:mm} UTC, so the rollout was ended");
}
