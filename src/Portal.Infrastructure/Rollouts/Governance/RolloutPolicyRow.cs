using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Rollouts.Governance;

/// <summary>A tenant's policy; there is one or none.</summary>
public sealed class RolloutPolicyRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required long Version { get; set; }

    /// <summary>JSON of a <c>PolicyDraft</c>.</summary>
    public required string Document { get; set; }

    public required MemberId UpdatedBy { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}
