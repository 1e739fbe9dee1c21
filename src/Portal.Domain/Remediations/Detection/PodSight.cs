using Portal.Domain.Rollouts.Planning;

namespace Portal.Domain.Remediations.Detection;

/// <summary>One pod as the operator sees it.</summary>
/// <param name="Name">The pod's.</param>
/// <param name="Arm">Which version it belongs to.</param>
/// <param name="Node">Where it runs; null when it is unknown.</param>
/// <param name="Ready">It answers.</param>
/// <param name="CrashLooping">Its container is waited with after another crash.</param>
/// <param name="Restarts">How often.</param>
public sealed record PodSight(string Name, Arm Arm, string? Node, bool Ready, bool CrashLooping, int Restarts);
