using Portal.Domain.Objectives.Alerts;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Objectives.Alerts;

/// <summary>What somebody should know, once.</summary>
public sealed class AlertRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required AlertId Id { get; init; }

    /// <summary>The uid of the cluster's object.</summary>
    public required string SubjectUid { get; init; }

    public required string Revision { get; init; }

    public required string Transition { get; init; }

    public required string Class { get; init; }

    public required string DedupKey { get; init; }

    public required AlertSeverity Severity { get; init; }

    public required string Title { get; init; }

    public required string Summary { get; init; }

    /// <summary>JSON: an array of names and values.</summary>
    public required string Facts { get; init; }

    /// <summary>Where the tenant's portal shows it.</summary>
    public string? DashboardPath { get; init; }

    /// <summary>The plugin that it is about; null where it is about none.</summary>
    public string? PluginKey { get; init; }

    /// <summary>Where it is written what to do, where the alert brings that itself.</summary>
    public string? RunbookUrl { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; set; }

    public string? AcknowledgedBy { get; set; }

    public DateTimeOffset? ResolvedAt { get; set; }
}
