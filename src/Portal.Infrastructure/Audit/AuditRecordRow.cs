using Portal.Domain.Access;
using Portal.Domain.Audit;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Audit;

public sealed record AuditRecordRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required long Sequence { get; init; }

    public required AuditRecordId Id { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required PrincipalKind ActorKind { get; init; }

    public required MemberId? ActorId { get; init; }

    public required string ActorName { get; init; }

    public required string Action { get; init; }

    public required string SubjectKind { get; init; }

    public required string SubjectId { get; init; }

    public required string SubjectName { get; init; }

    /// <summary>JSON, kept as text so that it hashes the same for ever.</summary>
    public required string Detail { get; init; }

    public required string CorrelationId { get; init; }

    public required byte[] PreviousHash { get; init; }

    public required byte[] Hash { get; init; }
}
