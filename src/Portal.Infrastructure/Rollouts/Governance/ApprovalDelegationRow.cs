using Portal.Domain.Access;
using Portal.Domain.Rollouts.Governance;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Rollouts.Governance;

public sealed class ApprovalDelegationRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required DelegationId Id { get; init; }

    public required MemberId FromMember { get; init; }

    public required MemberId ToMember { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Taken back early.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}
