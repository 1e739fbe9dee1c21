namespace Portal.Domain.Rollouts.Analysis;

/// <summary>
/// How long a fault would last before it is found: plays what is to be expected of the traffic, without any luck, to the bets themselves.
/// Half of the real runs take longer, and one in twenty more than twice as long.
/// </summary>
public static class DetectionForecast
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <param name="settings">How the rollout is judged.</param>
    /// <param name="requestsPerSecond">Of both versions together.</param>
    /// <param name="weight">The canary's part of them, above 0 and below 1.</param>
    /// <param name="usualRate">How often the stable version fails, from 0 to 1.</param>
    /// <param name="faultRate">How often the canary fails, from its first request on, from 0 to 1.</param>
    /// <returns>Null when it takes longer than an hour, or for ever.</returns>
    public static TimeSpan? Of(AnalysisSettings settings, double requestsPerSecond, double weight, double usualRate, double faultRate) =>
        weight is > 0 and < 1 ? Of(settings, requestsPerSecond, [new(weight, Longest)], usualRate, faultRate)?.After : null;

    /// <summary>The same for a strategy: its weights, each for as long as its steps keep it, and nobody who waits with an approval.</summary>
    /// <returns>Null when the fault would reach everybody unnoticed.</returns>
    public static Detection? Of(AnalysisSettings settings, double requestsPerSecond, RolloutStrategy strategy, double usualRate, double faultRate)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        var stages = new List<ForecastStage>();
        var weight = 0;
        foreach (var step in strategy.Steps)
        {
            weight = step is SetWeightStep next ? next.Weight : weight;
            var lasts = step switch
            {
                AnalyzeStep analyze => analyze.Duration,
                PauseStep { Duration: { } duration } => duration,
                _ => TimeSpan.Zero,
            };
            if (lasts > TimeSpan.Zero && weight is > 0 and < 100)
            {
                stages.Add(new(weight / 100.0, lasts));
            }
        }

        return Of(settings, requestsPerSecond, stages, usualRate, faultRate);
    }

    private static Detection? Of(AnalysisSettings settings, double requestsPerSecond, IReadOnlyList<ForecastStage> stages, double usualRate, double faultRate)
    {
        if (settings.Interval <= TimeSpan.Zero || !(requestsPerSecond > 0))
        {
            return null;
        }

        var book = BettingTest.NewBook();
        var (now, blockBegan, failed) = (TimeSpan.Zero, TimeSpan.Zero, 0.0);
        foreach (var stage in stages)
        {
            var requests = requestsPerSecond * settings.Interval.TotalSeconds;
            var (canary, stable) = (requests * stage.Weight, requests * (1 - stage.Weight));
            for (var ends = now + stage.Lasts; now < ends;)
            {
                now += settings.Interval;
                failed += canary * Math.Max(0, faultRate - usualRate);
                // Nothing is compared while it warms up.
                if (now <= settings.WarmUp)
                {
                    blockBegan = now;
                    continue;
                }

                BettingTest.Bet(book, settings.ToleratedRatio, canary, canary * faultRate, stable, stable * usualRate);
                if (CanaryTests.ErrorsShare * book.Value >= 1 / settings.FalseAlarmRate && book.IsConfirmed)
                {
                    return new(now, stage.Weight, failed);
                }

                if (now - blockBegan >= CanaryAnalysis.BlockLength)
                {
                    book.Settle((now - blockBegan).TotalSeconds, temper: 1);
                    blockBegan = now;
                }
            }
        }

        return null;
    }

    private readonly record struct ForecastStage(double Weight, TimeSpan Lasts);
}
