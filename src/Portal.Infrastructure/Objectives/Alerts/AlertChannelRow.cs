using Portal.Domain.Access;
using Portal.Domain.Objectives.Alerts;
using Portal.Domain.Tenancy;
using Portal.Domain.Tenancy.Keys;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Objectives.Alerts;

/// <summary>A place that a tenant's alerts are sent to.</summary>
public sealed class AlertChannelRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required AlertChannelId Id { get; init; }

    public required string Name { get; init; }

    public required AlertChannelKind Kind { get; init; }

    /// <summary>What is no secret of where it goes.</summary>
    public required string Target { get; init; }

    /// <summary>Null where there is none, and after an import.</summary>
    public Sealed? SecretSealed { get; init; }

    /// <summary>The least that it is told of.</summary>
    public required AlertSeverity Severity { get; init; }

    /// <summary>Minutes after midnight in <see cref="TimeZone"/>; null is never quiet.</summary>
    public int? QuietFrom { get; init; }

    public int? QuietUntil { get; init; }

    /// <summary>An IANA name.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Told only of what nobody has acknowledged for so long.</summary>
    public int? EscalateAfterMinutes { get; init; }

    public required MemberId CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Null when it has none, or its time zone is not known on this machine.</summary>
    public QuietHours? QuietHours => QuietFrom is { } from && QuietUntil is { } until && TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? new(from, until, zone) : null;
}
