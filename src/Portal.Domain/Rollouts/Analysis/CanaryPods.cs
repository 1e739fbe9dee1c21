namespace Portal.Domain.Rollouts.Analysis;

/// <summary>The canary's pods as they are now.</summary>
/// <param name="Wanted">How many there should be.</param>
/// <param name="Ready">How many can take requests.</param>
/// <param name="Restarts">How often their containers have been restarted, all together.</param>
/// <param name="CrashLooping">Kubernetes waits before it starts one again.</param>
public readonly record struct CanaryPods(int Wanted, int Ready, int Restarts, bool CrashLooping);
