using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Operations;

public sealed class OperationRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required OperationId Id { get; init; }

    public required string Kind { get; init; }

    /// <summary>Operations with the same key run one after another.</summary>
    public required string SerialKey { get; init; }

    public required string SubjectKind { get; init; }

    public required string SubjectId { get; init; }

    /// <summary>JSON; what the handler of the kind reads.</summary>
    public required string Payload { get; init; }

    public required OperationState State { get; set; }

    public int Attempts { get; set; }

    public required DateTimeOffset NotBefore { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public string? Error { get; set; }

    public required string CorrelationId { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }
}
