using Portal.Domain.Access;
using Portal.Domain.Objectives;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Objectives;

/// <summary>An objective: what is wanted, and how it stands as the operator last saw it.</summary>
public sealed class ObjectiveRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required ObjectiveId Id { get; init; }

    public required string Name { get; init; }

    public required string DisplayName { get; set; }

    /// <summary>The key of the plugin whose rollouts it holds; empty for none.</summary>
    public required string Plugin { get; set; }

    public required ObjectiveOrigin Origin { get; init; }

    /// <summary>JSON: OpenSLO v1's spec of kind SLO.</summary>
    public required string Spec { get; set; }

    public required long Version { get; set; }

    /// <summary>Above 0 and below 1.</summary>
    public required double Target { get; set; }

    public required long PeriodSeconds { get; set; }

    public required ObjectiveStanding State { get; set; }

    public required string Message { get; set; }

    public double? Good { get; set; }

    /// <summary>1 is all of it; below 0 is overspent.</summary>
    public double? BudgetLeft { get; set; }

    public bool IsPaging { get; set; }

    /// <summary>JSON: each pair of windows with its rates and its limit.</summary>
    public string Burns { get; set; } = "[]";

    public CircuitState Breaker { get; set; }

    public int BreakerFailures { get; set; }

    public DateTimeOffset? BreakerOpenedAt { get; set; }

    /// <summary>What a half-open breaker has let through.</summary>
    public string? BreakerTrial { get; set; }

    public DateTimeOffset? ObservedAt { get; set; }

    public string? OverrideBy { get; set; }

    public string? OverrideReason { get; set; }

    public DateTimeOffset? OverrideUntil { get; set; }

    public required MemberId CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }
}
