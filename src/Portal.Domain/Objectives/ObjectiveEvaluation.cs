namespace Portal.Domain.Objectives;

/// <summary>Judges an objective by what was counted.</summary>
public static class ObjectiveEvaluation
{
    /// <summary>With fewer bad events in the long window nobody is woken: one error in ten requests is a burn of 100 and no trouble.</summary>
    public const long FewestBad = 5;

    public static ObjectiveReport Evaluate(ServiceLevelObjective objective, ObjectiveCounts counts, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(counts);
        var period = counts.Over(now, objective.Period);
        var left = ErrorBudget.Left(period, objective.Target);
        return new ObjectiveReport(
            period.Total == 0 ? null : 1 - ((double)period.Bad / period.Total), left, ErrorBudget.StateOf(left),
            [.. objective.Alerts.Select(alert => Read(alert, objective.Target, counts, now))]);
    }

    private static BurnReading Read(BurnAlert alert, double target, ObjectiveCounts counts, DateTimeOffset now)
    {
        var overLong = counts.Over(now, alert.Long);
        var (longRate, shortRate) = (ErrorBudget.BurnRate(overLong, target), ErrorBudget.BurnRate(counts.Over(now, alert.Short), target));
        return new BurnReading(alert, longRate, shortRate, overLong.Bad >= FewestBad && longRate > alert.Factor && shortRate > alert.Factor);
    }
}
