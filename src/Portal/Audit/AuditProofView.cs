namespace Portal.Audit;

/// <param name="Record">The record's id.</param>
/// <param name="Sequence">Its place, from one.</param>
/// <param name="Leaf">The canonical JSON that is hashed, byte for byte.</param>
/// <param name="LeafHash">Hex of SHA-256(0x00 ‖ leaf).</param>
/// <param name="Index">The leaf's place in the tree, from zero.</param>
/// <param name="TreeSize">Leaves of the tree that it is proved against.</param>
/// <param name="RootHash">That tree's root.</param>
/// <param name="Path">The hashes beside the way to the root, from the leaf up.</param>
/// <param name="Checkpoint">The signed note of this tree; null while the next one is not signed yet.</param>
/// <param name="IsVerified">Whether the path leads from the record, hashed anew, to the root.</param>
public sealed record AuditProofView(
    string Record, long Sequence, string Leaf, string LeafHash, long Index, long TreeSize, string RootHash, IReadOnlyList<string> Path, string? Checkpoint, bool IsVerified);
