using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Planning;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Cluster;
using Portal.Operators.Rollouts.Documents;

namespace Portal.Operators.Rollouts.Traffic;

/// <summary>Routes whose backends have weights: the split is written into the route itself.</summary>
internal sealed class SplitRouter(IKubernetesClient client, RouteShape shape, TimeProvider time) : ITrafficRouter
{
    public async Task<TrafficView> ReadAsync(JsonObject rollout, IReadOnlyList<ObservedPod> pods, CancellationToken cancellationToken)
    {
        var key = rollout.Key();
        var route = await client.FindAsync(shape.Kind, key with { Name = TrafficTarget.Of(rollout).Name }, cancellationToken);
        return new TrafficView(RouteReading.Read(shape, route, key), route, IsForeign: route is not null && RouteAdoption.IsForeign(route));
    }

    public Task SetAsync(JsonObject rollout, TrafficView view, SetWeight split, CancellationToken cancellationToken)
    {
        // Rules are an atomic list: read, change what is ours, write back in the same version.
        var route = view.Subject!;
        var metadata = RouteAdoption.Metadata(shape, route, rollout.Key().Name);
        if (!shape.Acknowledges)
        {
            if (metadata["annotations"] is not JsonObject annotations)
            {
                metadata["annotations"] = annotations = [];
            }

            annotations[RolloutNames.WeightSetAnnotation] = StatusDocument.Time(time.GetUtcNow());
        }

        var patch = new JsonObject { ["metadata"] = metadata, ["spec"] = new JsonObject { [shape.Rules] = Rules(rollout.Key(), view, split) } };
        return client.MergePatchAsync(shape.Kind, route.Key(), patch, cancellationToken);
    }

    public Task RestoreAsync(JsonObject rollout, TrafficView view, CancellationToken cancellationToken) =>
        client.MergePatchAsync(shape.Kind, view.Subject!.Key(), RouteAdoption.Restoration(shape, view.Subject!, rollout.Key()), cancellationToken);

    private JsonArray Rules(ResourceKey rollout, TrafficView view, SetWeight split)
    {
        var isFirst = view.IsForeign && !RouteAdoption.IsAdopted(view.Subject!);
        var rules = new JsonArray();
        foreach (var rule in view.Subject!.ItemsAt("spec", shape.Rules).Where(rule => !RouteReading.IsHeaderRule(shape, rule, rollout)).Select(rule => rule.DeepClone().AsObject()))
        {
            if (RouteReading.Backend(shape, rule, rollout, Arm.Stable) is null)
            {
                rules.Add(rule);
                continue;
            }

            if (split.Header is { } header)
            {
                rules.Add(HeaderRule(rule, rollout, header));
            }

            RouteWeights.Split(shape, rule, rollout, split.CanaryWeight, isFirst);
            rules.Add(rule);
        }

        return rules;
    }

    /// <summary>The same rule for requests with the header, which all go to the canary; it has to stand first.</summary>
    private JsonObject HeaderRule(JsonObject rule, ResourceKey rollout, HeaderMatch header)
    {
        var narrowed = rule.DeepClone().AsObject();
        var backend = RouteReading.Backend(shape, narrowed, rollout, Arm.Stable)!.DeepClone().AsObject();
        shape.Point(backend, RolloutNames.Of(rollout.Name, Arm.Canary));
        backend["weight"] = 100;
        narrowed[shape.Backends] = new JsonArray { backend };
        narrowed.Remove("name"); // Names are unique in a route.
        shape.Match(narrowed, header);
        return narrowed;
    }
}
