using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy;

/// <summary>A host name that a tenant asked for; whether it leads there is the platform's to say.</summary>
public sealed class CustomDomainRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required CustomDomainId Id { get; init; }

    /// <summary>Lower case, punycode.</summary>
    public required string Host { get; init; }

    /// <summary>What the DNS record has to say.</summary>
    public required string Token { get; init; }

    public required DomainState State { get; set; }

    public required string Message { get; set; }

    public required MemberId CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset RequestedAt { get; set; }

    public DateTimeOffset? CheckedAt { get; set; }

    public DateTimeOffset? VerifiedAt { get; set; }

    public DateTimeOffset? MissingSince { get; set; }
}
