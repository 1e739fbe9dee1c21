namespace Portal.Infrastructure.Database;

/// <summary>Time as PostgreSQL can store it: whole microseconds, so that what is hashed or compared is what is read back.</summary>
public static class PostgresClock
{
    public static DateTimeOffset Now(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
