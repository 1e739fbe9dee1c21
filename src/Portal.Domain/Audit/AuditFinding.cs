namespace Portal.Domain.Audit;

/// <summary>Something that a verification found wrong.</summary>
/// <param name="Code">Stable, e.g. <c>record.changed</c>.</param>
/// <param name="Sequence">The first record that is not what was signed, by its place from one; null when no record is meant.</param>
/// <param name="Message">What it means, for whoever looks for the cause.</param>
public sealed record AuditFinding(string Code, long? Sequence, string Message);
