namespace Portal.Domain.Rollouts.Planning;

/// <summary>Moves traffic one verified step at a time.</summary>
internal static class Traffic
{
    // Ingress controllers and proxies take a change over within a second or so; nobody says when.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Asks for the canary's share to be <paramref name="weight"/>, with requests that carry <paramref name="header"/> besides. True only when that has
    /// been read back and accepted; until then the plan holds, and nothing that depends on it may happen.
    /// </summary>
    public static bool Move(PlanDraft draft, int weight, HeaderMatch? header = null)
    {
        if (draft.Observed.Route is not { } route)
        {
            draft.Hold($"Waiting for the {draft.Spec.TrafficObject} to exist.");
            return false;
        }

        if (route.CanaryWeight != weight || route.Header != header)
        {
            Ask(draft, weight, header);
            return false;
        }

        if (!IsAccepted(draft, route))
        {
            return false;
        }

        var before = draft.Status.Weights;
        var accepted = route.Share ?? weight;
        if (before.Desired != weight || before.Accepted != accepted)
        {
            draft.Status = draft.Status with { Weights = before with { Desired = weight, Accepted = accepted, AcceptedAt = draft.Now } };
        }

        return true;
    }

    /// <summary>Keeps the split as the current step left it, whoever else has touched the route.</summary>
    public static bool Keep(PlanDraft draft, int weight, HeaderMatch? header = null)
    {
        if (draft.Observed.Route is { } route && route.CanaryWeight != weight && draft.Status.Weights.Desired == weight)
        {
            draft.Tell(RolloutEventKind.RouteDrift, $"Something else set the canary's weight to {route.CanaryWeight} %; setting it back to {weight} %.");
        }

        return Move(draft, weight, header);
    }

    private static void Ask(PlanDraft draft, int weight, HeaderMatch? header)
    {
        if (Obstacle(draft.Observed, weight, header) is { } obstacle)
        {
            draft.Hold(obstacle);
            return;
        }

        draft.Do(new SetWeight(weight, header));
        draft.Status = draft.Status with { Weights = draft.Status.Weights with { Desired = weight } };
        draft.Hold(header is null ? $"Moving traffic: {weight} % to the canary." : $"Moving traffic: {weight} % and requests with {header.Name} to the canary.");
    }

    private static bool IsAccepted(PlanDraft draft, ObservedRoute route)
    {
        if (!route.Accepted)
        {
            draft.Hold(route.Problem is { } problem ? $"The {draft.Spec.TrafficObject} is not accepted: {problem}" : $"Waiting for the {draft.Spec.TrafficObject} to be accepted.");
            return false;
        }

        // Another operator's clock may be ahead: then it is a while ago all the same.
        if (route.SetAt is not { } setAt || (draft.Now - setAt).Duration() >= Settling)
        {
            return true;
        }

        draft.Hold($"Giving the {draft.Spec.TrafficObject} a moment to take effect.");
        return false;
    }

    /// <summary>Why this split must not be asked for: no service with a weight may be without a ready pod.</summary>
    private static string? Obstacle(ObservedState observed, int weight, HeaderMatch? header)
    {
        if ((weight > 0 || header is not null) && observed.CanaryReady == 0)
        {
            return "Holding traffic: the new version has no ready pod.";
        }

        // With no ready pod anywhere the stable service is still the right place: its pods are the ones known to work.
        return weight < 100 && observed.StableReady == 0 && observed.CanaryReady > 0
            ? "Holding traffic: the stable version has no ready pod. Promote to send everything to the new version."
            : null;
    }
}
