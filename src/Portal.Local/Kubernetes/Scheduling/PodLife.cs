using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Traffic;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>
/// The course of one pod's container: starting, ready, crashed, starting again. Kept to the millisecond here, because the
/// timestamps in its status have whole seconds.
/// </summary>
internal sealed class PodLife
{
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(5);

    private readonly PodBehavior _behavior;

    private PodLife(PodBehavior behavior, PodStage stage, DateTimeOffset since, int restarts)
    {
        _behavior = behavior;
        Stage = stage;
        Since = since;
        Restarts = restarts;
    }

    public PodStage Stage { get; private set; }

    public DateTimeOffset Since { get; private set; }

    public int Restarts { get; private set; }

    /// <summary>When the deletion of the pod was first seen.</summary>
    public DateTimeOffset? EndingSince { get; set; }

    /// <summary>When the present stage ends; null for a pod that stays as it is.</summary>
    public DateTimeOffset? Until => Stage switch
    {
        PodStage.Starting => Since + _behavior.ReadyAfter,
        PodStage.Crashed => Since + BackOff(),
        _ => _behavior.CrashAfter is { } life ? Since + life : null,
    };

    /// <summary>A new pod begins now; one from an earlier run of this process goes on where its status says it was.</summary>
    public static PodLife Of(JsonObject pod, DateTimeOffset now)
    {
        var status = pod.Objects("status", "containerStatuses").FirstOrDefault();
        var restarts = (int)(status.Number("restartCount") ?? 0);
        var behavior = PodBehavior.Of(pod);
        if (status.Time("state", "running", "startedAt") is { } started)
        {
            return new PodLife(behavior, PodStage.Ready, started, restarts);
        }

        var crashed = status.Text("state", "waiting", "reason") == "CrashLoopBackOff";
        return crashed
            ? new PodLife(behavior, PodStage.Crashed, status.Time("lastState", "terminated", "finishedAt") ?? now, restarts)
            : new PodLife(behavior, PodStage.Starting, now, restarts);
    }

    /// <summary>Goes on to the next stage if the present one has ended; true when it has.</summary>
    public bool Advance(DateTimeOffset now)
    {
        if (Until is not { } end || end > now)
        {
            return false;
        }

        (Stage, Restarts) = Stage switch
        {
            PodStage.Ready => (PodStage.Crashed, Restarts + 1),
            _ => (PodStage.Ready, Restarts),
        };
        Since = end;
        return true;
    }

    /// <summary>10 s, doubled with each restart, at most 5 min (kubelet's back-off).</summary>
    private TimeSpan BackOff()
    {
        var doubled = FirstBackOff * Math.Pow(2, Math.Clamp(Restarts - 1, 0, 10));
        return doubled < LongestBackOff ? doubled : LongestBackOff;
    }
}
