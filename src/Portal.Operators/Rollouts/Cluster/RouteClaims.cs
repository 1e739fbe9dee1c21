using System.Text.Json.Nodes;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Documents;

namespace Portal.Operators.Rollouts.Cluster;

/// <summary>One route, one rollout: two that turn the same weights would undo each other's steps.</summary>
internal sealed class RouteClaims(IKubernetesClient client)
{
    /// <summary>The rollout that was there before this one and wants the same route; null when there is none.</summary>
    public async Task<string?> FindRivalAsync(JsonObject rollout, JsonObject route, CancellationToken cancellationToken)
    {
        if (!RouteAdoption.IsForeign(route))
        {
            return route.Label(RolloutNames.RolloutLabel) is { } owner && owner != rollout.Key().Name ? owner : null;
        }

        var all = await client.ListAsync(RolloutNames.PluginRollout, rollout.Key().Namespace, null, cancellationToken);
        return all.Items
            .Where(other => other.Key() != rollout.Key() && SpecDocument.Route(other) == route.Key().Name && Order(other).CompareTo(Order(rollout)) < 0)
            .Select(other => other.Key().Name)
            .FirstOrDefault();
    }

    private static (DateTimeOffset?, string) Order(JsonObject rollout) =>
        (rollout.TimeAt("metadata", "creationTimestamp"), rollout.TextAt("metadata", "uid") ?? "");
}
