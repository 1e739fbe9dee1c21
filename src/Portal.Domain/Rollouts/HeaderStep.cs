namespace Portal.Domain.Rollouts;

/// <summary>Sends requests that carry a header to the new version, whatever its weight; until the promotion, or until the rollout turns back.</summary>
public sealed record HeaderStep(HeaderMatch Header) : RolloutStep
{
    public override string Describe() => $"requests with {Header.Name}: {Header.Value}";
}
