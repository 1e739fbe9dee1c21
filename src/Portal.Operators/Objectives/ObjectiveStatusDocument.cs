using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Domain.Objectives;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Documents;

namespace Portal.Operators.Objectives;

/// <summary>An objective's status: for people, for the gate, and for whoever leads next.</summary>
internal static class ObjectiveStatusDocument
{
    public static ObjectiveStatus Read(JsonObject resource)
    {
        var status = resource.ObjectAt("status");
        return new(ObjectiveCounts.Read(status.TextAt("aggregates")), Breaker(resource), status.TimeAt("rolloutSeenAt"), status.TimeAt("measuredAt"));
    }

    public static CircuitBreaker Breaker(JsonObject resource)
    {
        var breaker = resource.ObjectAt("status", "breaker");
        return new CircuitBreaker(
            Enum.TryParse<CircuitState>(breaker.TextAt("state"), out var state) ? state : CircuitState.Closed, (int)(breaker.WholeAt("failures") ?? 0), breaker.TimeAt("openedAt"))
        {
            Trial = breaker.TextAt("trial"),
            TrialAt = breaker.TimeAt("trialAt"),
        };
    }

    public static JsonObject Write(CircuitBreaker breaker)
    {
        var document = new JsonObject { ["state"] = breaker.State.ToString(), ["failures"] = breaker.Failures };
        if (breaker.OpenedAt is { } opened)
        {
            document["openedAt"] = StatusDocument.Time(opened);
        }

        if (breaker is { Trial: { } trial, TrialAt: { } since })
        {
            (document["trial"], document["trialAt"]) = (trial, StatusDocument.Time(since));
        }

        return document;
    }

    public static JsonObject Write(ObjectiveReport report, ObjectiveStatus status, string? problem, long generation, DateTimeOffset now)
    {
        var document = new JsonObject
        {
            ["observedGeneration"] = generation,
            ["state"] = report.State.ToString(),
            ["budgetRemaining"] = Math.Round(100 * report.BudgetLeft, 2),
            ["paging"] = report.IsPaging,
            ["message"] = Words(report, problem),
            ["burns"] = new JsonArray([.. report.Burns.Select(Burn)]),
            ["breaker"] = Write(status.Breaker),
            ["aggregates"] = status.Counts.Write(),
            ["measuredAt"] = StatusDocument.Time(now),
        };
        if (report.Good is { } good)
        {
            document["good"] = Math.Round(100 * good, 4);
        }

        if (status.RolloutSeenAt is { } seen)
        {
            document["rolloutSeenAt"] = StatusDocument.Time(seen);
        }

        return document;
    }

    public static JsonObject Invalid(string message, long generation) => new() { ["observedGeneration"] = generation, ["state"] = "Invalid", ["message"] = message };

    private static JsonObject Burn(BurnReading burn) => new()
    {
        ["severity"] = burn.Alert.Severity == BurnSeverity.Page ? "page" : "ticket",
        ["longWindow"] = OpenSloDuration.Format(burn.Alert.Long),
        ["shortWindow"] = OpenSloDuration.Format(burn.Alert.Short),
        ["factor"] = Math.Round(burn.Alert.Factor, 3),
        ["longRate"] = Math.Round(burn.LongRate, 3),
        ["shortRate"] = Math.Round(burn.ShortRate, 3),
        ["active"] = burn.IsActive,
    };

    private static string Words(ObjectiveReport report, string? problem)
    {
        if (problem is not null)
        {
            return $"Not measured: {problem}.";
        }

        if (report.Good is not { } good)
        {
            return "No events yet.";
        }

        return report.BudgetLeft < 0
            ? string.Create(CultureInfo.InvariantCulture, $"{100 * good:0.###} % good, the error budget is overspent by {-100 * report.BudgetLeft:0.#} %.")
            : string.Create(CultureInfo.InvariantCulture, $"{100 * good:0.###} % good, {100 * report.BudgetLeft:0.#} % of the error budget is left.");
    }
}
