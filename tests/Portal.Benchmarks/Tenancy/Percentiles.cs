namespace Portal.Benchmarks.Tenancy;

internal static class Percentiles
{
    public static double P50(IEnumerable<double> values) => At(values, 0.50);

    public static double P95(IEnumerable<double> values) => At(values, 0.95);

    public static double P99(IEnumerable<double> values) => At(values, 0.99);

    private static double At(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[(int)Math.Ceiling(sorted.Count * share) - 1];
    }
}
