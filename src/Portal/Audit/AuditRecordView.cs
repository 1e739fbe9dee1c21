namespace Portal.Audit;

/// <param name="Hash">Hex of the link in the tenant's chain.</param>
internal sealed record AuditRecordView(
    long Sequence,
    string Id,
    DateTimeOffset OccurredAt,
    string ActorKind,
    string ActorName,
    string Action,
    string SubjectKind,
    string SubjectId,
    string SubjectName,
    IReadOnlyDictionary<string, string> Detail,
    string CorrelationId,
    string Hash);
