using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Cluster;

/// <summary>One pod of a rollout.</summary>
internal sealed record ObservedPod(ResourceKey Key, string Uid, Arm Arm, string Revision, bool Ready, bool CrashLooping, int Restarts = 0);
