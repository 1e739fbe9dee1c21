using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Cluster;

/// <summary>One pod of a rollout.</summary>
/// <param name="Key">Where it is.</param>
/// <param name="Uid">Which of those that had this name.</param>
/// <param name="Arm">Whose it is.</param>
/// <param name="Revision">What runs in it.</param>
/// <param name="Ready">Whether it takes requests.</param>
/// <param name="CrashLooping">Whether Kubernetes waits before it starts it again.</param>
/// <param name="Restarts">How often it was started again.</param>
/// <param name="Port">Where it listens, by its own template: another version may listen elsewhere. Null where the template says none.</param>
internal sealed record ObservedPod(ResourceKey Key, string Uid, Arm Arm, string Revision, bool Ready, bool CrashLooping, int Restarts = 0, int? Port = null);
