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

    public required string Name { get; set; }

    public required AlertChannelKind Kind { get; init; }

    /// <summary>What is no secret of where it goes.</summary>
    public required string Target { get; set; }

    /// <summary>Null where there is none, and after an import.</summary>
    public Sealed? SecretSealed { get; set; }

    /// <summary>Of the two keys that the secret holds, the second signs until then; null is for good.</summary>
    public DateTimeOffset? SecondKeyUntil { get; set; }

    /// <summary>The least that it is told of.</summary>
    public required AlertSeverity Severity { get; set; }

    /// <summary>JSON: by class of alert the least severity that it is told of instead, or <c>never</c>.</summary>
    public string Exceptions { get; set; } = "{}";

    /// <summary>Minutes after midnight in <see cref="TimeZone"/>; null is never quiet.</summary>
    public int? QuietFrom { get; set; }

    public int? QuietUntil { get; set; }

    /// <summary>An IANA name.</summary>
    public required string TimeZone { get; set; }

    /// <summary>Told only of what nobody has acknowledged for so long.</summary>
    public int? EscalateAfterMinutes { get; set; }

    /// <summary>The same again within so many minutes waits for their end.</summary>
    public int? RepeatAfterMinutes { get; set; }

    /// <summary>Null while it is told of alerts.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    public required MemberId CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>For <c>If-Match</c>.</summary>
    public long Version { get; set; } = 1;

    /// <summary>What it is told of, and when. Without quiet hours where its time zone is not known on this machine.</summary>
    public AlertRoute Route => new(Severity)
    {
        Exceptions = AlertExceptions.Read(Exceptions),
        QuietHours = QuietFrom is { } from && QuietUntil is { } until && TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? new(from, until, zone) : null,
        EscalateAfterMinutes = EscalateAfterMinutes,
        RepeatAfterMinutes = RepeatAfterMinutes,
        IsDisabled = DisabledAt is not null,
    };
}
