namespace Portal.Domain.Rollouts.Queueing;

/// <summary>A rollout that is under way, or would be.</summary>
/// <param name="Name">Namespace and name.</param>
/// <param name="Tenant">Whose it is; its namespace where no tenant is named.</param>
/// <param name="IsUnderWay">It has begun and not ended; otherwise it waits.</param>
/// <param name="AskedAt">When it was asked for.</param>
public sealed record QueueEntry(string Name, string Tenant, bool IsUnderWay, DateTimeOffset AskedAt);
