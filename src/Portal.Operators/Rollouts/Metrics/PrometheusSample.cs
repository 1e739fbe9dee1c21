namespace Portal.Operators.Rollouts.Metrics;

/// <summary>One line of the Prometheus text format, or one series of a query's answer.</summary>
/// <param name="Timestamp">When it was measured, as the line says: milliseconds in Prometheus' format, seconds in OpenMetrics. Null when it says nothing.</param>
internal readonly record struct PrometheusSample(string Name, IReadOnlyDictionary<string, string> Labels, double Value, double? Timestamp = null);
