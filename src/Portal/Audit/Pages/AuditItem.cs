namespace Portal.Audit.Pages;

/// <summary>One record of the audit log.</summary>
public sealed record AuditItem(
    long Sequence,
    DateTimeOffset At,
    string ActorKind,
    string ActorName,
    string Action,
    string SubjectKind,
    string SubjectId,
    string SubjectName,
    string Detail,
    string CorrelationId,
    string Hash);
