namespace Portal.Domain.Rollouts.Analysis;

/// <summary>Both versions over the same stretch of time.</summary>
public readonly record struct AnalysisSample(DateTimeOffset At, ArmSample Stable, ArmSample Canary);
