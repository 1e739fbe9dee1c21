namespace Portal.Domain.Rollouts.Planning;

/// <summary>Moves traffic one verified step at a time.</summary>
internal static class Traffic
{
    /// <summary>
    /// Asks for the canary's share to be <paramref name="weight"/>. True only when the route has been read back
    /// with it and the gateway has accepted it; until then the plan holds, and nothing that depends on it may happen.
    /// </summary>
    public static bool Move(PlanDraft draft, int weight)
    {
        if (draft.Observed.Route is not { } route)
        {
            draft.Hold("Waiting for the HTTPRoute of this plugin to exist.");
            return false;
        }

        if (route.CanaryWeight != weight)
        {
            if (Obstacle(draft.Observed, weight) is { } obstacle)
            {
                draft.Hold(obstacle);
                return false;
            }

            draft.Do(new SetWeight(weight));
            draft.Status = draft.Status with { Weights = draft.Status.Weights with { Desired = weight } };
            draft.Hold($"Moving traffic: {weight} % to the canary.");
            return false;
        }

        if (!route.Accepted)
        {
            draft.Hold(route.Problem is { } problem ? $"The gateway has not accepted the route: {problem}" : "Waiting for the gateway to accept the route.");
            return false;
        }

        var before = draft.Status.Weights;
        if (before.Desired != weight || before.Accepted != weight)
        {
            draft.Status = draft.Status with { Weights = new RolloutWeights(weight, weight, draft.Now) };
        }

        return true;
    }

    /// <summary>Keeps the split as the current step left it, whoever else has touched the route.</summary>
    public static bool Keep(PlanDraft draft, int weight)
    {
        if (draft.Observed.Route is { } route && route.CanaryWeight != weight && draft.Status.Weights.Desired == weight)
        {
            draft.Tell(RolloutEventKind.RouteDrift, $"Something else set the canary's weight to {route.CanaryWeight} %; setting it back to {weight} %.");
        }

        return Move(draft, weight);
    }

    /// <summary>Why this split must not be asked for: no service with a weight may be without a ready pod.</summary>
    private static string? Obstacle(ObservedState observed, int weight)
    {
        if (weight > 0 && observed.CanaryReady == 0)
        {
            return "Holding traffic: the new version has no ready pod.";
        }

        // With no ready pod anywhere the stable service is still the right place: its pods are the ones known to work.
        return weight < 100 && observed.StableReady == 0 && observed.CanaryReady > 0
            ? "Holding traffic: the stable version has no ready pod. Promote to send everything to the new version."
            : null;
    }
}
