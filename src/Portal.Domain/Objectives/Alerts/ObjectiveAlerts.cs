using System.Globalization;

namespace Portal.Domain.Objectives.Alerts;

/// <summary>What somebody should know of an objective: each of its violations, once, when it begins.</summary>
public static class ObjectiveAlerts
{
    private const int LongestKey = 255;

    /// <summary>The word that channels and keys know this kind by.</summary>
    public static string Class(ViolationKind kind) => kind switch
    {
        ViolationKind.Page => AlertClass.BurnPage,
        ViolationKind.Ticket => AlertClass.BurnTicket,
        ViolationKind.Tight => AlertClass.BudgetTight,
        ViolationKind.Exhausted => AlertClass.BudgetExhausted,
        _ => AlertClass.BreakerOpen,
    };

    /// <param name="place"><c>cluster/namespace/name/uid8</c>.</param>
    /// <param name="revision">Which version of the objective.</param>
    /// <param name="objective">What is wanted.</param>
    /// <param name="report">What is.</param>
    /// <param name="breaker">The breaker.</param>
    /// <param name="kind">What begins to be wrong.</param>
    /// <param name="at">When.</param>
    public static Alert Of(
        string place, string revision, ServiceLevelObjective objective, ObjectiveReport report, CircuitBreaker breaker, ViolationKind kind, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(breaker);
        var key = $"{place}/{revision}/{Class(kind)}";
        var (severity, title, summary) = Words(objective, report, breaker, kind);
        return new Alert
        {
            DedupKey = key.Length <= LongestKey ? key : key[^LongestKey..],
            Class = Class(kind),
            Severity = severity,
            At = at,
            Title = $"{objective.Name}: {title}",
            Summary = summary,
            Facts = Facts(objective, report, breaker),
            RunbookUrl = objective.Runbook,
        };
    }

    private static (AlertSeverity Severity, string Title, string Summary) Words(ServiceLevelObjective objective, ObjectiveReport report, CircuitBreaker breaker, ViolationKind kind) => kind switch
    {
        ViolationKind.Page => (AlertSeverity.Critical, "the error budget burns fast", $"{Burn(report, BurnSeverity.Page)} No new version of {objective.Service} starts until it is over."),
        ViolationKind.Ticket => (AlertSeverity.Warning, "the error budget burns slowly", $"{Burn(report, BurnSeverity.Ticket)} Somebody should look in the next days."),
        ViolationKind.Tight => (AlertSeverity.Warning, "a quarter of the error budget is left", $"{Left(report)} Somebody should look before each change."),
        ViolationKind.Exhausted => (AlertSeverity.Error, "the error budget is spent", $"{Left(report)} No new version of {objective.Service} starts without an override."),
        _ => (AlertSeverity.Warning, "the breaker is open", breaker.Failures >= CircuitBreaker.MostFailures
            ? string.Create(CultureInfo.InvariantCulture, $"{breaker.Failures} rollouts in a row failed. One is let through after {CircuitBreaker.Cooling.TotalMinutes:0} minutes.")
            : string.Create(CultureInfo.InvariantCulture, $"It opened because somebody was paged or a trial failed. One rollout is let through after {CircuitBreaker.Cooling.TotalMinutes:0} minutes.")),
    };

    private static string Burn(ObjectiveReport report, BurnSeverity severity) => report.Burns.FirstOrDefault(burn => burn.IsActive && burn.Alert.Severity == severity) is { } active
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"It burns {active.LongRate:0.#} times as fast as it may last, over {OpenSloDuration.Format(active.Alert.Long)} and {OpenSloDuration.Format(active.Alert.Short)}; the limit is {active.Alert.Factor:0.##}.")
        : "It burns too fast.";

    private static string Left(ObjectiveReport report) => report.BudgetLeft < 0
        ? string.Create(CultureInfo.InvariantCulture, $"It is overspent by {-100 * report.BudgetLeft:0.#} %.")
        : string.Create(CultureInfo.InvariantCulture, $"{100 * report.BudgetLeft:0.#} % of it is left.");

    private static List<AlertFact> Facts(ServiceLevelObjective objective, ObjectiveReport report, CircuitBreaker breaker)
    {
        var facts = new List<AlertFact>
        {
            new("Plugin", objective.Service.Length > 0 ? objective.Service : "none"),
            new("Target", string.Create(CultureInfo.InvariantCulture, $"{100 * objective.Target:0.####} % over {OpenSloDuration.Format(objective.Period)}")),
            new("Measured", report.Good is { } good ? string.Create(CultureInfo.InvariantCulture, $"{100 * good:0.####} % good") : "nothing"),
            new("Budget left", string.Create(CultureInfo.InvariantCulture, $"{100 * report.BudgetLeft:0.#} %")),
        };
        facts.AddRange(report.Burns.Where(burn => burn.IsActive).Select(burn => new AlertFact(
            $"Burn over {OpenSloDuration.Format(burn.Alert.Long)}", string.Create(CultureInfo.InvariantCulture, $"{burn.LongRate:0.##} against a limit of {burn.Alert.Factor:0.##}"))));
        facts.Add(new("Breaker", breaker.State switch { CircuitState.Open => "open", CircuitState.HalfOpen => "half-open", _ => "closed" }));
        return facts;
    }
}
