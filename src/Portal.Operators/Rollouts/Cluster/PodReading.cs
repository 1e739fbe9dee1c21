using System.Text.Json.Nodes;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Cluster;

/// <summary>What matters of a pod. One that is being deleted no longer counts.</summary>
internal static class PodReading
{
    public static ObservedPod? Read(JsonObject pod)
    {
        var arm = pod.Label(RolloutNames.ArmLabel);
        if (pod.At("metadata", "deletionTimestamp") is not null || arm is not ("stable" or "canary"))
        {
            return null;
        }

        var isReady = pod.ItemsAt("status", "conditions").Any(c => c.TextAt("type") == "Ready" && c.TextAt("status") == "True");
        var crashes = pod.ItemsAt("status", "containerStatuses").Any(c => c.TextAt("state", "waiting", "reason") == "CrashLoopBackOff");
        return new ObservedPod(
            pod.Key(), pod.TextAt("metadata", "uid") ?? "", arm == "stable" ? Arm.Stable : Arm.Canary, pod.Label(RolloutNames.RevisionLabel) ?? "", isReady, crashes,
            (int)pod.ItemsAt("status", "containerStatuses").Sum(c => c.WholeAt("restartCount") ?? 0), WorkloadDocuments.ListensAt(pod.At("spec")));
    }
}
