namespace Portal.Operators.Rollouts.Metrics;

/// <summary>One line of the Prometheus text format.</summary>
internal readonly record struct PrometheusSample(string Name, IReadOnlyDictionary<string, string> Labels, double Value);
