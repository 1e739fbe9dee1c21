namespace Portal.Domain.Rollouts.Analysis;

/// <summary>A part of the traffic that is also judged by itself, such as one endpoint.</summary>
public readonly record struct SegmentSample(string Segment, ArmSample Stable, ArmSample Canary);
