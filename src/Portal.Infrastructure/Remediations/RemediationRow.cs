using Portal.Domain.Remediations;
using Portal.Domain.Rollouts;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Remediations;

/// <summary>One occurrence of something wrong.</summary>
public sealed class RemediationRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required RemediationId Id { get; init; }

    public required RemediationKind Kind { get; init; }

    public RolloutId? RolloutId { get; set; }

    /// <summary>The PluginRollout, namespace and name.</summary>
    public required string Object { get; init; }

    public required string ObjectUid { get; set; }

    public required string Part { get; init; }

    public required FindingSeverity Severity { get; set; }

    public required RemediationState State { get; set; }

    public required string Found { get; set; }

    public required RemedyKind Remedy { get; set; }

    public required string RemedyWords { get; set; }

    public string? RemedyTarget { get; set; }

    public string? HeldBack { get; set; }

    public int Attempts { get; set; }

    public required DateTimeOffset FirstSeenAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; set; }

    public DateTimeOffset? GaveUpAt { get; set; }

    public string? DismissedBy { get; set; }

    public string? DismissedReason { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}
