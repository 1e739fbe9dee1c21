namespace Portal.Domain.Audit;

/// <summary>What happened, before it has its place in the log.</summary>
/// <param name="Action">Past tense with its capability, e.g. <c>plugin.installed</c>.</param>
/// <param name="SubjectKind">What kind of thing it happened to.</param>
/// <param name="SubjectId">Which one.</param>
/// <param name="SubjectName">Its name in words, as it was then.</param>
/// <param name="Detail">Further facts; never a secret, and nothing of a person: it cannot be erased.</param>
public sealed record AuditEntry(string Action, string SubjectKind, string SubjectId, string SubjectName, IReadOnlyDictionary<string, string> Detail)
{
    /// <summary>The fields that changed, with what they were and what they are.</summary>
    public IReadOnlyList<AuditChange> Changes { get; init; } = [];
}
