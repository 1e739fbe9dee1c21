namespace Portal.Domain.Rollouts.Analysis;

/// <summary>Between how many times the stable version's failure rate the canary's lies.</summary>
/// <param name="Lower">0 when nothing is known.</param>
/// <param name="Upper">Infinite when nothing is known.</param>
public readonly record struct RatioInterval(double Lower, double Upper);
