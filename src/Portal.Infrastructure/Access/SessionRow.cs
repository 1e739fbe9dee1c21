using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Access;

public sealed class SessionRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required SessionId Id { get; init; }

    public required MemberId MemberId { get; init; }

    /// <summary>SHA-256 of the cookie's secret; the secret itself is nowhere.</summary>
    public required byte[] TokenHash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; set; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }
}
