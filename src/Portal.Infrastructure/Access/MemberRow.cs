using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Access;

public sealed class MemberRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required MemberId Id { get; init; }

    public required string Email { get; init; }

    public required string EmailNormalized { get; init; }

    public required string DisplayName { get; set; }

    public required string PasswordHash { get; set; }

    public required Role Role { get; set; }

    public int FailedSignIns { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DisabledAt { get; set; }
}
