namespace Portal.Benchmarks;

/// <summary>What a metric should not exceed.</summary>
internal sealed record Goal(string Metric, string Unit, double AtMost);
