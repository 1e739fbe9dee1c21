namespace Portal.Objectives;

/// <summary>All objectives of a tenant in a few figures.</summary>
/// <param name="States">How many stand how; states that none is in are left out.</param>
/// <param name="Paging">How many burn so fast that somebody is paged.</param>
/// <param name="OpenBreakers">How many breakers are not closed.</param>
/// <param name="LeastBudget">The least that any has left, of 1; null without measurements.</param>
/// <param name="LeastBudgetOf">Whose that is.</param>
/// <param name="WorstBurn">The fastest burn of any window, in times of its limit; null without measurements.</param>
/// <param name="WorstBurnOf">Whose that is.</param>
public sealed record ObjectiveSummaryView(
    int Total, IReadOnlyDictionary<string, int> States, int Paging, int OpenBreakers, double? LeastBudget, string? LeastBudgetOf, double? WorstBurn, string? WorstBurnOf);
