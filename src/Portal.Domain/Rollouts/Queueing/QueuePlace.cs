namespace Portal.Domain.Rollouts.Queueing;

/// <summary>Where a rollout stands that has to wait.</summary>
/// <param name="Place">From 1.</param>
/// <param name="Reason">Why it waits and where it stands, in a sentence.</param>
public sealed record QueuePlace(int Place, string Reason);
