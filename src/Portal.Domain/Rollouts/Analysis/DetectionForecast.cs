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
    public static TimeSpan? Of(AnalysisSettings settings, double requestsPerSecond, double weight, double usualRate, double faultRate)
    {
        if (settings.Interval <= TimeSpan.Zero || !(weight is > 0 and < 1) || !(requestsPerSecond > 0))
        {
            return null;
        }

        var book = BettingTest.NewBook();
        var seconds = settings.Interval.TotalSeconds;
        var (canary, stable) = (requestsPerSecond * weight * seconds, requestsPerSecond * (1 - weight) * seconds);
        var (now, blockBegan) = (TimeSpan.Zero, TimeSpan.Zero);
        while (now < Longest)
        {
            now += settings.Interval;
            BettingTest.Bet(book, settings.ToleratedRatio, canary, canary * faultRate, stable, stable * usualRate);
            if (CanaryTests.ErrorsShare * book.Value >= 1 / settings.FalseAlarmRate && book.IsConfirmed)
            {
                return now + settings.WarmUp;
            }

            if (now - blockBegan >= CanaryAnalysis.BlockLength)
            {
                book.Settle((now - blockBegan).TotalSeconds, temper: 1);
                blockBegan = now;
            }
        }

        return null;
    }
}
