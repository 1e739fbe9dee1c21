using Portal.Domain.Access;
using Portal.Domain.Rollouts;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Rollouts.Governance;

public sealed class FreezeOverrideRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required RolloutId RolloutId { get; init; }

    public required DateTimeOffset GrantedAt { get; init; }

    public required DateTimeOffset Until { get; init; }

    public required string Reason { get; init; }

    public required MemberId GrantedBy { get; init; }
}
