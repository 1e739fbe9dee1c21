using Portal.Domain.Access;
using Portal.Domain.Rollouts;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Rollouts.Governance;

public sealed class RolloutDecisionRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required RolloutId RolloutId { get; init; }

    public required string Stage { get; init; }

    /// <summary>Whose right was used.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>The same, or a delegate.</summary>
    public required MemberId DecidedBy { get; init; }

    public required bool Approves { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }
}
