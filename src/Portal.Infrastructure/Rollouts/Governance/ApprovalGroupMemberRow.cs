using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Rollouts.Governance;

public sealed class ApprovalGroupMemberRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required string GroupName { get; init; }

    public required MemberId MemberId { get; init; }
}
