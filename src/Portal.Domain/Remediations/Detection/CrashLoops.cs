using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Planning;

namespace Portal.Domain.Remediations.Detection;

/// <summary>Pods that keep crashing: a bad version, a bad node, or something that both need.</summary>
internal static class CrashLoops
{
    public static IEnumerable<Finding> Find(RolloutSight sight)
    {
        foreach (var arm in (Arm[])[Arm.Stable, Arm.Canary])
        {
            var pods = sight.Pods.Where(pod => pod.Arm == arm).ToList();
            var crashing = pods.FindAll(pod => pod.CrashLooping);
            if (crashing.Count > 0)
            {
                yield return arm == Arm.Canary ? OfCanary(sight, pods, crashing) : OfStable(sight, pods, crashing);
            }
        }
    }

    private static Finding OfCanary(RolloutSight sight, List<PodSight> pods, List<PodSight> crashing)
    {
        var words = $"{crashing.Count} of {pods.Count} pods of version {sight.TargetVersion} {Keep(crashing.Count)} crashing, {crashing.Sum(pod => pod.Restarts)} restarts so far.";
        // At the end of its way, or past it, there is nothing to roll back: then those pods serve nobody.
        return sight.Phase.IsTerminal() || sight.Phase is RolloutPhase.RollingBack
            ? new(RemediationKind.CrashLoop, "canary", FindingSeverity.Low, words, [new(RemedyKind.Tell, "The rollout has ended or goes back already; look at the pods' logs before the next attempt.")])
            : sight.StableVersion is { } stable && sight.Phase != RolloutPhase.Promoting
                ? new(RemediationKind.CrashLoop, "canary", FindingSeverity.High, words, [new(RemedyKind.RollBack, $"Send all traffic back to version {stable}.")])
                : new(RemediationKind.CrashLoop, "canary", FindingSeverity.High, words, [new(RemedyKind.Tell, "There is no version to go back to: look at the pods' logs.")]);
    }

    private static Finding OfStable(RolloutSight sight, List<PodSight> pods, List<PodSight> crashing)
    {
        var version = sight.StableVersion ?? sight.TargetVersion;
        var words = $"{crashing.Count} of {pods.Count} pods of version {version}, which users have, {Keep(crashing.Count)} crashing.";
        var nodes = crashing.Select(pod => pod.Node).Distinct().ToList();
        if (nodes is [{ } node] && pods.Any(pod => pod.Ready && pod.Node != node) && pods.Any(pod => pod.Ready))
        {
            var worst = crashing.OrderByDescending(pod => pod.Restarts).ThenBy(pod => pod.Name, StringComparer.Ordinal).First();
            return new(RemediationKind.CrashLoop, "stable", FindingSeverity.Medium, $"{words} All of them are on node {node}; pods elsewhere are well.",
                [new(RemedyKind.DeletePod, $"Delete the pod {worst.Name}; another one starts, on another node if the cluster has one.", worst.Name)]);
        }

        var advice = sight.LastGoodVersion is { } good ? $"Roll out version {good}, the last one before it that went live, or look at the pods' logs." : "Look at the pods' logs; no version before it is remembered.";
        return new(RemediationKind.CrashLoop, "stable", pods.Any(pod => pod.Ready) ? FindingSeverity.Medium : FindingSeverity.High, words, [new(RemedyKind.Tell, advice)]);
    }

    private static string Keep(int count) => count == 1 ? "keeps" : "keep";
}
