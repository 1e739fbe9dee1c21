namespace Portal.Benchmarks;

/// <summary>One measured value beside its goal.</summary>
internal sealed record BenchmarkResult(string Metric, double Value, string Unit, string Goal, bool Met);
