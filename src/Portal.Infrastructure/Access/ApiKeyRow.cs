using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Access;

public sealed class ApiKeyRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required ApiKeyId Id { get; init; }

    public required string Name { get; init; }

    /// <summary>SHA-256 of the secret; the secret itself is shown once and stored nowhere.</summary>
    public required byte[] SecretHash { get; init; }

    public required Role Role { get; init; }

    public required MemberId CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}
