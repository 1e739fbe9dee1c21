namespace Portal.Audit;

/// <param name="Sequence">Its place in the log, from one.</param>
/// <param name="Id">Its id.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="ActorKind">Person, key, system or staff.</param>
/// <param name="ActorId">What signed in; null in a record from before the tree.</param>
/// <param name="ActorName">Null once it is erased.</param>
/// <param name="OnBehalfOf">In whose place; null for nobody's.</param>
/// <param name="Address">Where the request came from; null for nowhere, or erased.</param>
/// <param name="Action">What.</param>
/// <param name="SubjectKind">What kind of thing it happened to.</param>
/// <param name="SubjectId">Which one.</param>
/// <param name="SubjectName">Null once it is erased.</param>
/// <param name="Detail">Further facts.</param>
/// <param name="Changes">The fields that changed.</param>
/// <param name="CorrelationId">Of the request.</param>
/// <param name="Hash">Hex of the leaf's hash in the tenant's tree.</param>
public sealed record AuditRecordView(
    long Sequence,
    string Id,
    DateTimeOffset OccurredAt,
    string ActorKind,
    string? ActorId,
    string? ActorName,
    string? OnBehalfOf,
    string? Address,
    string Action,
    string SubjectKind,
    string SubjectId,
    string? SubjectName,
    IReadOnlyDictionary<string, string> Detail,
    IReadOnlyList<AuditChangeView> Changes,
    string CorrelationId,
    string Hash);
