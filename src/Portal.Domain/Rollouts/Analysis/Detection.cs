namespace Portal.Domain.Rollouts.Analysis;

/// <summary>When a fault is to be expected to be found.</summary>
/// <param name="After">The time from the canary's first request, approvals not counted.</param>
/// <param name="Weight">The canary's part of the traffic at that time, from 0 to 1.</param>
/// <param name="FailedRequests">How many requests fail until then that would not have failed.</param>
public sealed record Detection(TimeSpan After, double Weight, double FailedRequests);
