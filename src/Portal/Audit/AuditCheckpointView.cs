namespace Portal.Audit;

/// <param name="Size">Leaves that it signs.</param>
/// <param name="RootHash">Hex of the tree's root.</param>
/// <param name="CreatedAt">When it was signed.</param>
/// <param name="Note">The signed text.</param>
internal sealed record AuditCheckpointView(long Size, string RootHash, DateTimeOffset CreatedAt, string Note);
