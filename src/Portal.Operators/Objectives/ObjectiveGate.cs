using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Domain.Objectives;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Objectives;

/// <summary>What a rollout's objectives say about starting a new version, from their statuses.</summary>
internal sealed class ObjectiveGate(IKubernetesClient client)
{
    /// <returns>Why none should start, and what burns so fast that somebody is paged; null where nothing does.</returns>
    public async Task<(string? Obstacle, string? Burn)> ReadAsync(ResourceKey rollout, CancellationToken cancellationToken)
    {
        var all = await ListAsync(rollout.Namespace, cancellationToken);
        var own = all.Where(objective => OpenSloDocument.ReadSpec(objective.Key().Name, objective["spec"]).Objective is { } slo
            && (slo.Service == rollout.Name || (slo.Indicator.Source == "rollout" && slo.Indicator.Total == rollout.Name))).ToList();
        return (own.Select(Obstacle).FirstOrDefault(words => words is not null), own.Select(Burn).FirstOrDefault(words => words is not null));
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

    private static string? Obstacle(JsonObject objective) => Burn(objective)
        ?? (objective.TextAt("status", "state") == nameof(BudgetState.Exhausted) ? $"Objective {objective.Key().Name} has spent its error budget." : null)
        ?? (objective.TextAt("status", "breaker", "state") == nameof(CircuitState.Open) ? $"The breaker of objective {objective.Key().Name} is open: its latest rollouts failed." : null);

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
