using Portal.Domain.Access;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Governance;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Rollouts.Governance;

public sealed class RolloutGateRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required RolloutId RolloutId { get; init; }

    public required GateStanding State { get; set; }

    /// <summary>0 to 100.</summary>
    public required int Risk { get; init; }

    /// <summary>JSON of risk reasons.</summary>
    public required string Reasons { get; init; }

    public required long PolicyVersion { get; init; }

    /// <summary>JSON of a <c>PolicyDraft</c>: the stages that apply and four eyes, as they were when the rollout was asked for.</summary>
    public required string Terms { get; init; }

    public required MemberId AskedBy { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public DateTimeOffset? LookAgainAt { get; set; }

    public DateTimeOffset? SettledAt { get; set; }
}
