namespace Portal.Domain.Objectives;

/// <summary>How good a service is to be, over which time, and when somebody is told that it is not.</summary>
public sealed record ServiceLevelObjective
{
    public required string Name { get; init; }

    public required string Service { get; init; }

    /// <summary>The share of events that are to be good, such as 0.999; above 0 and below 1.</summary>
    public required double Target { get; init; }

    /// <summary>The rolling window that the budget is for.</summary>
    public required TimeSpan Period { get; init; }

    public required ObjectiveIndicator Indicator { get; init; }

    /// <summary>When the budget burns too fast.</summary>
    public IReadOnlyList<BurnAlert> Alerts { get; init; } = [];

    /// <summary>Our extension <c>runbook</c>: an address where it is written what to do; null where nothing is.</summary>
    public string? Runbook { get; init; }

    /// <summary>The share of events that may be bad.</summary>
    public double Budget => 1 - Target;
}
