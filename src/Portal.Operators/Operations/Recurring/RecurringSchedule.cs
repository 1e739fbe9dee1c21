using Quartz;

namespace Portal.Operators.Operations.Recurring;

/// <summary>When something recurs: by a Quartz cron expression in UTC, or in intervals.</summary>
internal sealed record RecurringSchedule
{
    private RecurringSchedule(string? cron, TimeSpan every) => (Cron, Every) = (cron, every);

    public string? Cron { get; }

    public TimeSpan Every { get; }

    /// <param name="cron">Seconds, minutes, hours, day of month, month, day of week: <c>0 0 3 1 * ?</c> is 03:00 UTC on the first of each month.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static RecurringSchedule At(string cron)
    {
        _ = new CronExpression(cron);
        return new(cron, default);
    }

    /// <param name="interval">A second or longer.</param>
    public static RecurringSchedule In(TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, TimeSpan.FromSeconds(1));
        return new(null, interval);
    }

    public override string ToString() => Cron is null ? $"every {Every:c}" : $"cron {Cron}";
}
