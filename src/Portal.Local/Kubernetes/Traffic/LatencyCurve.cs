namespace Portal.Local.Kubernetes.Traffic;

/// <summary>Latencies: log-normal around a mean, as those of services are, in the buckets of http.server.request.duration.</summary>
internal static class LatencyCurve
{
    // The spread of the logarithm: p99 is about three times the mean.
    private const double Spread = 0.5;

    /// <summary>Upper bounds in seconds (OpenTelemetry semantic conventions, HTTP metrics); +Inf follows.</summary>
    public static IReadOnlyList<double> Bounds { get; } = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    public static double Deviation(double mean) => mean * Math.Sqrt(Math.Exp(Spread * Spread) - 1);

    /// <summary>The share of requests that take at most this long.</summary>
    public static double ShareWithin(double seconds, double mean)
    {
        var middle = Math.Log(mean) - (Spread * Spread / 2);
        return NormalShare((Math.Log(seconds) - middle) / Spread);
    }

    /// <summary>The normal distribution function (Abramowitz and Stegun 26.2.17; error below 1e-7).</summary>
    private static double NormalShare(double z)
    {
        var t = 1 / (1 + (0.2316419 * Math.Abs(z)));
        var tail = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI)
            * t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return z >= 0 ? 1 - tail : tail;
    }
}
