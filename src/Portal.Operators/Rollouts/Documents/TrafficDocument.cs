using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Traffic;

namespace Portal.Operators.Rollouts.Documents;

/// <summary>Whether a spec's strategy can be had with what splits its traffic.</summary>
internal static class TrafficDocument
{
    public static void Check(JsonObject? spec, TrafficTarget target, RolloutStrategy strategy, List<StrategyProblem> problems)
    {
        if (spec.ObjectAt("traffic") is { } traffic && (traffic.Count != 1 || !TrafficTarget.Members.Any(member => traffic[member] is JsonObject)))
        {
            problems.Add(new StrategyProblem("/spec/traffic", $"must hold exactly one of {string.Join(", ", TrafficTarget.Members)}"));
        }

        if (strategy is CanaryStrategy { DynamicStableScale: true } && (target.Kind == TrafficKind.ReplicaRatio || spec.WholeAt("replicas") is null))
        {
            problems.Add(new StrategyProblem("/spec/strategy/canary/dynamicStableScale", "needs spec.replicas, and a router: with replicaRatio pods make the shares"));
        }

        if (target.Kind != TrafficKind.ReplicaRatio)
        {
            return;
        }

        if (spec.WholeAt("replicas") is null)
        {
            problems.Add(new StrategyProblem("/spec/replicas", "is needed where pods make the shares"));
        }

        for (var index = 0; strategy is CanaryStrategy && index < strategy.Steps.Count; index++)
        {
            var at = $"/spec/strategy/canary/steps/{index}";
            var problem = strategy.Steps[index] switch
            {
                HeaderStep => "needs a router that reads headers; replicaRatio has none",
                SetCanaryScaleStep => "cannot be said where pods make the shares",
                SetWeightStep { Weight: > 50 and < 100 } => "cannot be reached with replicaRatio: up to 50, or 100",
                _ => null,
            };
            if (problem is not null)
            {
                problems.Add(new StrategyProblem(at, problem));
            }
        }
    }
}
