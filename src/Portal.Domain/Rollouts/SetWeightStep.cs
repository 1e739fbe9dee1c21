namespace Portal.Domain.Rollouts;

/// <summary>Sends <paramref name="Weight"/> percent of the traffic to the new version and waits until the route has accepted it.</summary>
public sealed record SetWeightStep(int Weight) : RolloutStep
{
    public override string Describe() => $"{Weight} % of traffic";
}
