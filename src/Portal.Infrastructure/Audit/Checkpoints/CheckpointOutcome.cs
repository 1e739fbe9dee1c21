namespace Portal.Infrastructure.Audit.Checkpoints;

/// <summary>What came of looking at one tenant's log.</summary>
/// <param name="Size">Leaves that are signed now; 0 for a log without a tree.</param>
/// <param name="IsNew">A checkpoint was signed.</param>
/// <param name="Refusal">Why nothing was signed, for whoever is called at night; null when all is well.</param>
public sealed record CheckpointOutcome(long Size, bool IsNew, string? Refusal);
