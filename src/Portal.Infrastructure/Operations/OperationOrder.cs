using Portal.Domain.Operations;

namespace Portal.Infrastructure.Operations;

/// <summary>Work for the operator, with what <c>TenantUnitOfWork.Enqueue</c> leaves to the kind.</summary>
public sealed record OperationOrder
{
    /// <summary>One of <see cref="OperationKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Operations with the same key run one after another.</summary>
    public required string SerialKey { get; init; }

    public required (string Kind, string Id) Subject { get; init; }

    /// <summary>JSON that the handler of the kind reads; ids, never secrets.</summary>
    public string Payload { get; init; } = "{}";

    /// <summary>From the request that caused it.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>Who asked, for people to read.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it may begin at the earliest; at once when null.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>No attempt begins later, and one under way is cut off: it fails and says so. None when null.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>The kind's own when null.</summary>
    public OperationPriority? Priority { get; init; }
}
