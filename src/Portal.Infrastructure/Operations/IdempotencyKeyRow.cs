using Portal.Domain.Tenancy;
using Portal.Domain.Tenancy.Keys;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Operations;

public sealed class IdempotencyKeyRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required string Principal { get; init; }

    public required string Route { get; init; }

    public required string Key { get; init; }

    public required byte[] Fingerprint { get; init; }

    /// <summary>What the sealed key of the answer is bound to.</summary>
    public required Guid Id { get; init; }

    /// <summary>Which request holds the key.</summary>
    public int Attempt { get; init; } = 1;

    public int? Status { get; set; }

    public string? Location { get; set; }

    /// <summary>JSON; or, with a sealed key, base64 of what that encrypts.</summary>
    public string? Body { get; set; }

    /// <summary>The key of an answer that holds a secret.</summary>
    public Sealed? AnswerKeySealed { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; set; }
}
