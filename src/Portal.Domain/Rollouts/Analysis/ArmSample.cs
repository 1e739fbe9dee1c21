namespace Portal.Domain.Rollouts.Analysis;

/// <summary>What one version answered since the sample before.</summary>
public readonly record struct ArmSample(long Requests, long Errors, long Slow);
