namespace Portal.Operators.Rollouts.Metrics.Otlp;

/// <summary>What one resource, a pod as a rule, has sent.</summary>
internal sealed record OtlpBatch(IReadOnlyDictionary<string, string> Resource, IReadOnlyList<OtlpPoint> Points);
