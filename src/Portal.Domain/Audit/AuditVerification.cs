namespace Portal.Domain.Audit;

/// <summary>What a verification came to.</summary>
/// <param name="Records">Records read.</param>
/// <param name="Signed">Records that a valid checkpoint covers.</param>
/// <param name="Checkpoints">Checkpoints that are valid.</param>
/// <param name="Findings">What is wrong, the first record first; nothing when the log is whole.</param>
public sealed record AuditVerification(long Records, long Signed, int Checkpoints, IReadOnlyList<AuditFinding> Findings)
{
    public bool IsWhole => Findings.Count == 0;

    /// <summary>The first record that is not what was signed; null when none is known.</summary>
    public long? FirstBad => Findings.Select(finding => finding.Sequence).Where(sequence => sequence is not null).Min();
}
