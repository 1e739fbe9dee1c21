using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>The status of a pod at a stage of its life.</summary>
internal static class PodStatus
{
    public static string ContainerName(JsonObject pod) => pod.Objects("spec", "containers").First().Text("name") ?? "";

    public static void Write(JsonObject status, JsonObject pod, PodLife life, DateTimeOffset now)
    {
        var isReady = life.Stage == PodStage.Ready;
        status["phase"] = life.Stage == PodStage.Starting ? "Pending" : "Running";
        status.Default("startTime", ObjectWriting.Stamp(now));
        status["hostIP"] = Addresses.Node;
        status["podIP"] = Addresses.Pod(pod.UidOf());
        status["podIPs"] = new JsonArray(new JsonObject { ["ip"] = Addresses.Pod(pod.UidOf()) });
        status["qosClass"] = "BestEffort";
        var why = life.Stage switch
        {
            PodStage.Starting => "ContainersNotReady",
            PodStage.Crashed => "ContainersNotReady",
            _ => "",
        };
        SetCondition(status, "PodScheduled", true, "", now);
        SetCondition(status, "Initialized", true, "", now);
        SetCondition(status, "ContainersReady", isReady, why, now);
        SetCondition(status, "Ready", isReady, why, now);
        status["containerStatuses"] = new JsonArray([.. pod.Objects("spec", "containers").Select(container => Container(container, life))]);
    }

    public static void WriteEnding(JsonObject status, DateTimeOffset now)
    {
        SetCondition(status, "ContainersReady", false, "ContainersNotReady", now);
        SetCondition(status, "Ready", false, "ContainersNotReady", now);
        foreach (var container in status.Objects("containerStatuses"))
        {
            container["ready"] = false;
        }
    }

    private static JsonObject Container(JsonObject container, PodLife life)
    {
        var status = new JsonObject
        {
            ["name"] = container.Text("name"),
            ["image"] = container.Text("image"),
            ["imageID"] = "",
            ["ready"] = life.Stage == PodStage.Ready,
            ["started"] = life.Stage == PodStage.Ready,
            ["restartCount"] = life.Restarts,
            ["state"] = life.Stage switch
            {
                PodStage.Starting => Waiting("ContainerCreating", ""),
                PodStage.Crashed => Waiting("CrashLoopBackOff", "back-off restarting failed container"),
                _ => new JsonObject { ["running"] = new JsonObject { ["startedAt"] = ObjectWriting.Stamp(life.Since) } },
            },
            ["lastState"] = new JsonObject(),
        };
        if (life.Stage == PodStage.Crashed)
        {
            status["lastState"] = new JsonObject
            {
                ["terminated"] = new JsonObject
                {
                    ["exitCode"] = 1, ["reason"] = "Error", ["finishedAt"] = ObjectWriting.Stamp(life.Since),
                },
            };
        }

        return status;
    }

    private static JsonObject Waiting(string reason, string message)
    {
        var waiting = new JsonObject { ["reason"] = reason };
        if (message.Length > 0)
        {
            waiting["message"] = message;
        }

        return new JsonObject { ["waiting"] = waiting };
    }

    private static void SetCondition(JsonObject status, string type, bool isTrue, string reason, DateTimeOffset now)
    {
        var condition = new JsonObject { ["type"] = type, ["status"] = isTrue ? "True" : "False" };
        if (reason.Length > 0)
        {
            condition["reason"] = reason;
        }

        Conditions.Set(status, condition, now);
    }
}
