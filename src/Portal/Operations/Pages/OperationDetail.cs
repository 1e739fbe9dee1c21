namespace Portal.Operations.Pages;

/// <summary>An order on its way through the queue.</summary>
public sealed record OperationDetail(
    string Id,
    string Kind,
    string SubjectName,
    string? SubjectHref,
    string State,
    int Attempts,
    string? Error,
    string CorrelationId,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    IReadOnlyList<OperationStepItem> Steps);
