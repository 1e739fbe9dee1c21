using Portal.Domain.Rollouts.Planning;

namespace Portal.Operators.Rollouts.Metrics;

/// <summary>What one pod has counted since it started.</summary>
internal sealed record PodCounters(string PodUid, Arm Arm, double Requests, double Errors, double Slow);
