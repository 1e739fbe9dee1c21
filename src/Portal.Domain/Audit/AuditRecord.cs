using Portal.Domain.Tenancy;

namespace Portal.Domain.Audit;

/// <summary>A record as it is proved: everything that its leaf covers.</summary>
public sealed record AuditRecord
{
    public required TenantId Tenant { get; init; }

    public required AuditRecordId Id { get; init; }

    /// <summary>To the microsecond, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Lower case with underscores, as the database has it.</summary>
    public required string ActorKind { get; init; }

    /// <summary>What signed in: a member's id, a key's, or a name of a part of Portal.</summary>
    public required string ActorId { get; init; }

    /// <summary>The member who acted or made the key; null for no person.</summary>
    public required string? ActorMember { get; init; }

    public required SealedText ActorName { get; init; }

    /// <summary>Whose place somebody took; null for nobody's.</summary>
    public required string? OnBehalfOf { get; init; }

    /// <summary>Where the request came from; null when there was none.</summary>
    public required SealedText? Address { get; init; }

    public required string Action { get; init; }

    public required string SubjectKind { get; init; }

    public required string SubjectId { get; init; }

    public required SealedText SubjectName { get; init; }

    /// <summary>Canonical JSON.</summary>
    public required string Detail { get; init; }

    /// <summary>Canonical JSON, see <see cref="AuditChanges"/>.</summary>
    public required string Changes { get; init; }

    public required string CorrelationId { get; init; }
}
