using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts.Traffic;

/// <summary>One route, one rollout: two that turn the same weights would undo each other's steps.</summary>
internal sealed class RouteClaims(IKubernetesClient client)
{
    /// <summary>The rollout that was there before this one and wants the same route; null when there is none.</summary>
    public async Task<string?> FindRivalAsync(JsonObject rollout, TrafficView view, CancellationToken cancellationToken)
    {
        if (view.Subject is not { } subject)
        {
            return null;
        }

        if (!view.IsForeign)
        {
            return subject.Label(RolloutNames.RolloutLabel) is { } owner && owner != rollout.Key().Name ? owner : null;
        }

        var target = TrafficTarget.Of(rollout);
        if (target.Kind == TrafficKind.NginxIngress)
        {
            return null; // Each has a canary Ingress of its own, for the paths to its own Service.
        }

        var all = await client.ListAsync(RolloutNames.PluginRollout, rollout.Key().Namespace, null, cancellationToken);
        return all.Items
            .Where(other => other.Key() != rollout.Key() && TrafficTarget.Of(other) == target && Order(other).CompareTo(Order(rollout)) < 0)
            .Select(other => other.Key().Name)
            .FirstOrDefault();
    }

    private static (DateTimeOffset?, string) Order(JsonObject rollout) =>
        (rollout.TimeAt("metadata", "creationTimestamp"), rollout.TextAt("metadata", "uid") ?? "");
}
