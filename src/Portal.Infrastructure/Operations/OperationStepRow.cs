using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Operations;

public sealed class OperationStepRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required OperationId OperationId { get; init; }

    public required int Sequence { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required string Name { get; init; }

    /// <summary>running, succeeded or failed.</summary>
    public required string State { get; init; }

    public required string Message { get; init; }
}
