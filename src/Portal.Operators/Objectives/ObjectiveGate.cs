using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Domain.Objectives;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Objectives;

/// <summary>What a rollout's objectives say about starting a new version, from their statuses.</summary>
internal sealed class ObjectiveGate(IKubernetesClient client, ILeadership leadership, TimeProvider time)
{
    /// <param name="rollout">Whose new version is to begin.</param>
    /// <param name="revision">That version's hash.</param>
    /// <param name="mayBegin">Whether it begins if nothing is in its way: then a half-open breaker lets it through and no other.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Why none should start, and what burns so fast that somebody is paged; null where nothing does.</returns>
    public async Task<(string? Obstacle, string? Burn)> ReadAsync(ResourceKey rollout, string revision, bool mayBegin, CancellationToken cancellationToken)
    {
        var all = await ListAsync(rollout.Namespace, cancellationToken);
        var own = all.Where(objective => OpenSloDocument.ReadSpec(objective.Key().Name, objective["spec"]).Objective is { } slo
            && (slo.Service == rollout.Name || (slo.Indicator.Source == "rollout" && slo.Indicator.Total == rollout.Name))).ToList();
        var who = $"{rollout.Name}/{revision}";
        var obstacle = own.Select(objective => Obstacle(objective, who)).FirstOrDefault(words => words is not null);
        if (obstacle is null && mayBegin)
        {
            foreach (var objective in own)
            {
                await LetThroughAsync(objective, who, cancellationToken);
            }
        }

        return (obstacle, own.Select(Burn).FirstOrDefault(words => words is not null));
    }

    /// <summary>The override on a rollout; null when there is none, or it cannot be read.</summary>
    public static BudgetOverride? Override(JsonObject rollout)
    {
        try
        {
            var given = JsonNode.Parse(rollout.Annotation(ObjectiveNames.OverrideAnnotation) ?? "null");
            return given.TextAt("by") is { Length: > 0 } by && given.TextAt("why") is { Length: > 0 } why && given.TimeAt("until") is { } until ? new(by, why, until) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Burn(JsonObject objective) =>
        objective.FlagAt("status", "paging") == true ? $"Objective {objective.Key().Name} burns its error budget so fast that somebody is paged." : null;

    private static string? Obstacle(JsonObject objective, string who)
    {
        var (name, breaker) = (objective.Key().Name, ObjectiveStatusDocument.Breaker(objective));
        return Burn(objective)
            ?? (objective.TextAt("status", "state") == nameof(BudgetState.Exhausted) ? $"Objective {name} has spent its error budget." : null)
            ?? (breaker.Lets(who) ? null
                : breaker.State == CircuitState.Open ? $"The breaker of objective {name} is open."
                : $"The breaker of objective {name} lets one through at a time: {breaker.Trial?.Split('/')[0]} is being tried.");
    }

    /// <summary>Written with the version that was read: of two rollouts that ask at once, one gets a conflict and asks again.</summary>
    private async Task LetThroughAsync(JsonObject objective, string who, CancellationToken cancellationToken)
    {
        var before = ObjectiveStatusDocument.Breaker(objective);
        var after = before.LetThrough(who, time.GetUtcNow());
        if (after != before)
        {
            leadership.Demand();
            objective["status"]!["breaker"] = ObjectiveStatusDocument.Write(after);
            await client.ReplaceStatusAsync(ObjectiveNames.ServiceLevelObjective, objective, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<JsonObject>> ListAsync(string space, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.ListAsync(ObjectiveNames.ServiceLevelObjective, space, null, cancellationToken)).Items;
        }
        catch (KubernetesException e) when (e.IsNotFound)
        {
            // An older chart without the definition: then there are none.
            return [];
        }
    }
}
