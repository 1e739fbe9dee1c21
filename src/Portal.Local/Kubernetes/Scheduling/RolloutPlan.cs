using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>The next sizes of a Deployment's ReplicaSets, by the arithmetic of the deployment controller (rolling.go).</summary>
internal static class RolloutPlan
{
    /// <summary>The sets to resize, with their new sizes.</summary>
    public static IReadOnlyList<(ReplicaSetView Set, int Wanted)> Next(JsonObject deployment, int replicas, List<ReplicaSetView> sets, string? newest)
    {
        if (sets.Find(set => set.Hash == newest) is not { } current)
        {
            return [];
        }

        var old = sets.Where(set => set.Hash != newest).OrderBy(set => set.Revision).ToList();
        return deployment.Text("spec", "strategy", "type") == "Recreate"
            ? Recreate(replicas, current, old)
            : Roll(RollingUpdate.Of(deployment, replicas), replicas, current, old);
    }

    private static List<(ReplicaSetView Set, int Wanted)> Recreate(int replicas, ReplicaSetView current, List<ReplicaSetView> old)
    {
        var changes = old.Where(set => set.Wanted > 0).Select(set => (set, 0)).ToList();
        if (old.TrueForAll(set => set.Current == 0) && current.Wanted != replicas)
        {
            changes.Add((current, replicas));
        }

        return changes;
    }

    private static List<(ReplicaSetView Set, int Wanted)> Roll(RollingUpdate limits, int replicas, ReplicaSetView current, List<ReplicaSetView> old)
    {
        var total = current.Wanted + old.Sum(set => set.Wanted);
        if (current.Wanted > replicas || old.TrueForAll(set => set.Wanted == 0))
        {
            return current.Wanted == replicas ? [] : [(current, replicas)];
        }

        var room = Math.Min(replicas - current.Wanted, replicas + limits.MaxSurge - total);
        if (room > 0)
        {
            return [(current, current.Wanted + room)];
        }

        var changes = new List<(ReplicaSetView Set, int Wanted)>();
        var least = replicas - limits.MaxUnavailable;

        // Pods that serve nobody go first; then as many of the serving ones as the new pods have made up for.
        var spare = total - least - (current.Wanted - current.Available);
        var serving = current.Available + old.Sum(set => set.Available) - least;
        foreach (var set in old.Where(set => set.Wanted > 0))
        {
            var idle = Math.Clamp(set.Wanted - set.Available, 0, Math.Max(spare, 0));
            spare -= idle;
            var busy = Math.Clamp(serving, 0, Math.Min(set.Wanted - idle, Math.Max(spare, 0)));
            spare -= busy;
            serving -= busy;
            if (idle + busy > 0)
            {
                changes.Add((set, set.Wanted - idle - busy));
            }
        }

        return changes;
    }
}
