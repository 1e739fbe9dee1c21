namespace Portal.Benchmarks;

/// <summary>What a metric should not exceed; or, where more is better, not fall below.</summary>
internal sealed record Goal(string Metric, string Unit, double Bound, bool IsLeast = false);
