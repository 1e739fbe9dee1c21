namespace Portal.Domain.Objectives.Alerts;

/// <summary>Something that somebody should know.</summary>
public sealed record Alert
{
    /// <summary>What pagers group by, at most 255 characters: the same at every attempt, after every restart, and in the message that it is over.</summary>
    public required string DedupKey { get; init; }

    /// <summary>What happened, in one of few words: <c>rollback</c>, <c>promotion-failed</c>, <c>nodata</c>, <c>approval</c>, <c>aborted</c>, <c>test</c>.</summary>
    public required string Class { get; init; }

    public required AlertSeverity Severity { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>One line.</summary>
    public required string Title { get; init; }

    /// <summary>What changed, what was measured, what was done about it.</summary>
    public required string Summary { get; init; }

    /// <summary>Numbers and names, in the order in which they are shown.</summary>
    public IReadOnlyList<AlertFact> Facts { get; init; } = [];

    /// <summary>Where it is written what to do; null where nothing is.</summary>
    public string? RunbookUrl { get; init; }

    /// <summary>Where it is shown; null where nothing is.</summary>
    public string? DashboardUrl { get; init; }
}
