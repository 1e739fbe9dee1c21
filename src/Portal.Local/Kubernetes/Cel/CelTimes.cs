namespace Portal.Local.Kubernetes.Cel;

/// <summary>Parts of a timestamp, in UTC or in a zone, and a duration in one unit.</summary>
internal static class CelTimes
{
    private static readonly (string Name, Func<DateTimeOffset, int> Get)[] Parts =
    [
        ("getFullYear", time => time.Year),
        ("getMonth", time => time.Month - 1),
        ("getDate", time => time.Day),
        ("getDayOfMonth", time => time.Day - 1),
        ("getDayOfWeek", time => (int)time.DayOfWeek),
        ("getDayOfYear", time => time.DayOfYear - 1),
        ("getHours", time => time.Hour),
        ("getMinutes", time => time.Minute),
        ("getSeconds", time => time.Second),
        ("getMilliseconds", time => time.Millisecond),
    ];

    private static readonly (string Name, Func<TimeSpan, long> Get)[] Units =
    [
        ("getHours", duration => duration.Ticks / TimeSpan.TicksPerHour),
        ("getMinutes", duration => duration.Ticks / TimeSpan.TicksPerMinute),
        ("getSeconds", duration => duration.Ticks / TimeSpan.TicksPerSecond),
        ("getMilliseconds", duration => duration.Ticks / TimeSpan.TicksPerMillisecond),
    ];

    public static IEnumerable<CelOverload> All =>
    [
        .. Parts.Select(part => CelFunctions.Method(part.Name, [CelKind.Timestamp], CelKind.Int, a => (long)part.Get(((DateTimeOffset)a[0]!).ToUniversalTime()))),
        .. Parts.Select(part => CelFunctions.Method(
            part.Name, [CelKind.Timestamp, CelKind.String], CelKind.Int, a => (long)part.Get(CelTime.In((DateTimeOffset)a[0]!, (string)a[1]!)))),
        .. Units.Select(unit => CelFunctions.Method(unit.Name, [CelKind.Duration], CelKind.Int, a => unit.Get((TimeSpan)a[0]!))),
    ];
}
