using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Storage;
using Portal.Local.Kubernetes.Traffic;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>Scheduler and kubelet in one: gives pods a node and an address, lets them become ready, crash, and end.</summary>
internal sealed class PodController(ClusterAccess cluster, TrafficSimulation traffic, EventRecorder events) : IController
{
    public const string NodeName = "local";

    // Long enough to be seen as Terminating, short enough not to be waited for.
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, PodLife> _lives = new(StringComparer.Ordinal);

    public IEnumerable<ObjectKey> Concerns(StoreChange change)
    {
        if (change.Key.Collection != Collections.Pods)
        {
            return [];
        }

        if (change.Kind == ChangeKind.Deleted)
        {
            // The controllers run one at a time, but deletions are told from any thread.
            lock (_lives)
            {
                _lives.Remove(change.After.Uid);
            }

            return [];
        }

        return [change.Key];
    }

    public DateTimeOffset? Reconcile(ObjectKey key, DateTimeOffset now)
    {
        if (cluster.Get(key) is not { } pod)
        {
            return null;
        }

        var life = LifeOf(pod, now);
        if (pod.IsDeleting())
        {
            return End(key, pod, life, now);
        }

        if (pod.Text("spec", "nodeName") is null)
        {
            cluster.Modify(key, item => item.Ensure("spec")["nodeName"] = NodeName);
            events.Record(pod, "Normal", "Scheduled", "default-scheduler", $"Successfully assigned {pod.NamespaceOf()}/{pod.NameOf()} to {NodeName}");
        }

        while (life.Advance(now))
        {
            if (life.Stage == PodStage.Crashed)
            {
                traffic.Restart(pod.UidOf());
                events.Record(pod, "Warning", "BackOff", "kubelet", "Back-off restarting failed container");
            }
            else
            {
                events.Record(pod, "Normal", "Started", "kubelet", $"Started container {PodStatus.ContainerName(pod)}");
            }
        }

        cluster.WriteStatus(key, status => PodStatus.Write(status, pod, life, now));
        return life.Until;
    }

    private PodLife LifeOf(JsonObject pod, DateTimeOffset now)
    {
        lock (_lives)
        {
            if (!_lives.TryGetValue(pod.UidOf(), out var life))
            {
                life = PodLife.Of(pod, now);
                _lives[pod.UidOf()] = life;
            }

            return life;
        }
    }

    /// <summary>A pod that is to go stops being ready at once and is gone shortly after.</summary>
    private DateTimeOffset? End(ObjectKey key, JsonObject pod, PodLife life, DateTimeOffset now)
    {
        life.EndingSince ??= now;
        var end = life.EndingSince.Value + Ending;
        if (now < end)
        {
            cluster.WriteStatus(key, status => PodStatus.WriteEnding(status, now));
            return end;
        }

        if (Registry.Finalizers.Any(pod))
        {
            cluster.Modify(key, item => item.Meta()["deletionGracePeriodSeconds"] = 0);
            return null;
        }

        cluster.Remove(key);
        traffic.Restart(pod.UidOf());
        return null;
    }
}
