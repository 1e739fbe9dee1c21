using Portal.Domain;

namespace Portal.Audit;

/// <summary>409: the record is from before the tree.</summary>
internal sealed record AuditProofMissing(long Sequence) : Error(
    ErrorKind.Conflict, "audit.proof.chained", "No proof of its own",
    $"Record {Sequence} is from before the tree. The tree's first leaf names the end of the chain that it is in; an export proves it.");
