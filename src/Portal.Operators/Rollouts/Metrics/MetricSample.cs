using Portal.Domain.Rollouts.Analysis;

namespace Portal.Operators.Rollouts.Metrics;

/// <summary>Both arms since the look before, and their routes by themselves.</summary>
internal sealed record MetricSample(AnalysisSample Total, SegmentSample[] Segments);
