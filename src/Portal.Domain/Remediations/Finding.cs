namespace Portal.Domain.Remediations;

/// <summary>Something wrong, as it is seen now. Seen again, it is the same finding as long as kind, object and part are.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Part">Of the rollout: <c>stable</c>, <c>canary</c>, <c>route</c>, a credential's name; empty for all of it.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Words">What was found, in sentences.</param>
/// <param name="Remedies">What to do about it, in order: the next one where the one before did not help. Never empty.</param>
public sealed record Finding(RemediationKind Kind, string Part, FindingSeverity Severity, string Words, IReadOnlyList<Remedy> Remedies)
{
    /// <summary>What to do after so many attempts.</summary>
    public Remedy After(int attempts) => Remedies[Math.Min(Math.Max(attempts, 0), Remedies.Count - 1)];
}
