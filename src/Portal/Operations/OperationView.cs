namespace Portal.Operations;

/// <summary>An operation as its tenant sees it; the details are absent in lists.</summary>
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
    IReadOnlyList<OperationStepView> Steps)
{
    /// <summary>Urgent, Waiting or Background.</summary>
    public required string Priority { get; init; }

    /// <summary>Percent.</summary>
    public required int Progress { get; init; }

    /// <summary>What is being done.</summary>
    public required string ProgressText { get; init; }

    /// <summary>When it may begin, or begin again.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>No attempt begins later, and one under way is cut off.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Somebody asked for it to stop.</summary>
    public DateTimeOffset? CancelRequestedAt { get; init; }

    /// <summary>Attempts that ended without success, and what people did about them, oldest first.</summary>
    public IReadOnlyList<OperationAttemptView> AttemptLog { get; init; } = [];

    /// <summary>What the handler was given: ids and choices. What looks like a secret is not shown.</summary>
    public System.Text.Json.Nodes.JsonObject? Payload { get; init; }

    /// <summary>Whether it can be retried, for whoever may.</summary>
    public bool CanRetry { get; init; }

    /// <summary>What to do where it failed and trying again would do nothing.</summary>
    public string? InsteadOfRetry { get; init; }

    /// <summary>Whether it can be canceled, for whoever may.</summary>
    public bool CanCancel { get; init; }
}
