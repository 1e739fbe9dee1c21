namespace Portal.Domain.Objectives;

/// <summary>How an objective stands.</summary>
/// <param name="Good">The share of good events over the period; null without events.</param>
/// <param name="BudgetLeft">1 is all of it.</param>
/// <param name="State">In a word.</param>
/// <param name="Burns">Each pair of windows.</param>
public sealed record ObjectiveReport(double? Good, double BudgetLeft, BudgetState State, IReadOnlyList<BurnReading> Burns)
{
    public bool IsPaging => Burns.Any(burn => burn is { IsActive: true, Alert.Severity: BurnSeverity.Page });

    /// <summary>Why no new version should start; null when one may.</summary>
    public string? Obstacle(string name) => IsPaging
        ? $"Objective {name} burns its error budget so fast that somebody is paged."
        : State == BudgetState.Exhausted ? $"Objective {name} has spent its error budget." : null;
}
