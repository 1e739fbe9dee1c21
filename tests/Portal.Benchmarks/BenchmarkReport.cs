namespace Portal.Benchmarks;

/// <summary>The last line of a run.</summary>
internal sealed record BenchmarkReport(string Bench, IReadOnlyList<BenchmarkResult> Results);
