using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Operations;

public sealed class OperationRow : ITenantOwned
{
    private readonly short? _priority;

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

    /// <summary>An <see cref="OperationPriority"/> as a number; the kind's own unless said.</summary>
    public short Priority
    {
        get => _priority ?? (short)OperationUrgency.Of(Kind);
        init => _priority = value;
    }

    /// <summary>No attempt begins later and one under way is cut off; it fails instead.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Percent.</summary>
    public short Progress { get; set; }

    public string ProgressText { get; set; } = "";

    /// <summary>Attempts over its whole life; they fence.</summary>

    public int Attempts { get; set; }

    public required DateTimeOffset NotBefore { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Attempts before a person's last retry: the allowance counts from there.</summary>
    public int AttemptsBefore { get; set; }

    public DateTimeOffset? AttemptStartedAt { get; set; }

    /// <summary>The attempt has one of the places that go by age.</summary>
    public bool ByAge { get; set; }

    /// <summary>JSON: attempts that ended without success, and retries, oldest first.</summary>
    public string AttemptLog { get; set; } = "[]";

    public DateTimeOffset? CancelRequestedAt { get; set; }

    public string? CancelReason { get; set; }

    /// <summary>Its handler still has to put away what waits for it.</summary>
    public bool AbandonDue { get; set; }

    /// <summary>W3C Trace Context of whoever asked.</summary>
    public string? TraceParent { get; init; } = OperationTrace.Current;

    /// <summary>The due time of a recurring one.</summary>
    public DateTimeOffset? Occurrence { get; init; }

    public string? Error { get; set; }

    public required string CorrelationId { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }
}
