using Portal.Domain.Access;
using Portal.Domain.Audit;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Audit;

public sealed record AuditRecordRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    /// <summary>Its place, from one.</summary>
    public required long Sequence { get; init; }

    public required AuditRecordId Id { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required PrincipalKind ActorKind { get; init; }

    public required MemberId? ActorId { get; init; }

    /// <summary>What signed in; null in a record of the chain.</summary>
    public string? Principal { get; init; }

    /// <summary>Null once erased, as are <see cref="Address"/> and <see cref="SubjectName"/>.</summary>
    public required string? ActorName { get; init; }

    /// <summary>See <see cref="SealedText"/>; null in a record of the chain.</summary>
    public byte[]? ActorSeal { get; init; }

    public string? OnBehalfOf { get; init; }

    public string? Address { get; init; }

    public byte[]? AddressSeal { get; init; }

    public required string Action { get; init; }

    public required string SubjectKind { get; init; }

    public required string SubjectId { get; init; }

    public required string? SubjectName { get; init; }

    public byte[]? SubjectSeal { get; init; }

    /// <summary>JSON, kept as text so that it hashes the same for ever.</summary>
    public required string Detail { get; init; }

    /// <summary>Canonical JSON, see <see cref="AuditChanges"/>.</summary>
    public string Changes { get; init; } = "[]";

    /// <summary>JSON of the personal values in the changes; null when there are none (any more).</summary>
    public string? Personal { get; init; }

    public required string CorrelationId { get; init; }

    /// <summary>Only in a record of the chain, from before the tree.</summary>
    public byte[]? PreviousHash { get; init; }

    /// <summary>The leaf's; in a record of the chain the chain's.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Roots of the perfect subtrees that it completes, the smallest first, 32 bytes each.</summary>
    public byte[] Nodes { get; init; } = [];

    /// <summary>From before the tree: covered by the chain that the tree's first leaf names.</summary>
    public bool IsOfChain => PreviousHash is not null;
}
