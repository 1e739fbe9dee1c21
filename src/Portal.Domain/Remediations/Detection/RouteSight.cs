namespace Portal.Domain.Remediations.Detection;

/// <summary>A split as it is, beside the one that the rollout has had accepted.</summary>
/// <param name="Object">What makes it: <c>HTTPRoute web</c>.</param>
/// <param name="Weight">The canary's share in percent now; -1 where its rules disagree.</param>
/// <param name="Accepted">The share that the rollout's status says.</param>
/// <param name="Rival">Another rollout that owns it; null when none does.</param>
public sealed record RouteSight(string Object, int Weight, int Accepted, string? Rival);
