namespace Portal.Operations;

internal sealed record OperationView(
    string Id,
    string Kind,
    string SubjectKind,
    string SubjectId,
    string State,
    int Attempts,
    string? Error,
    string CreatedBy,
    string CorrelationId,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    IReadOnlyList<OperationStepView> Steps);
