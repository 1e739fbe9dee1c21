namespace Portal.Operators.Rollouts.Metrics;

/// <summary>What was counted of one part of the traffic, such as one route.</summary>
internal readonly record struct SegmentCounters(double Requests, double Errors);
