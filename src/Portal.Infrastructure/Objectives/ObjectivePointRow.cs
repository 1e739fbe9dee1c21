using Portal.Domain.Objectives;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Objectives;

/// <summary>How a budget stood at one time.</summary>
public sealed class ObjectivePointRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required ObjectiveId ObjectiveId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required double BudgetLeft { get; init; }

    public double? Good { get; init; }

    /// <summary>Over the hour before, in times of what the budget allows.</summary>
    public required double Burn { get; init; }
}
