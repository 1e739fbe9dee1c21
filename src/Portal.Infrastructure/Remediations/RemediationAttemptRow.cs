using Portal.Domain.Operations;
using Portal.Domain.Remediations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Remediations;

/// <summary>One time that something was done about a finding.</summary>
public sealed class RemediationAttemptRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required RemediationId RemediationId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    public required string Object { get; init; }

    public required RemedyKind Remedy { get; init; }

    public required string Words { get; init; }

    public string? Target { get; init; }

    /// <summary>A person's name, or the operator's.</summary>
    public required string AskedBy { get; init; }

    public required OperationId OperationId { get; init; }

    public required DateTimeOffset At { get; init; }

    public DateTimeOffset? DoneAt { get; set; }

    public string? Outcome { get; set; }
}
