namespace Portal.Domain.Rollouts.Governance;

/// <summary>A stage as people write it.</summary>
/// <param name="Name">Unique in the policy, at most 60 characters.</param>
/// <param name="Groups">1 to 10 names of groups.</param>
/// <param name="Required">1 to 5; 1 when absent.</param>
/// <param name="FromRisk">0 to 100; 0 when absent.</param>
/// <param name="Deadline">ISO 8601, 5 minutes to 30 days; 24 hours when absent.</param>
/// <param name="OnDeadline"><c>abort</c> or <c>hold</c>; abort when absent.</param>
public sealed record StageDraft(string? Name, IReadOnlyList<string?>? Groups, int? Required, int? FromRisk, string? Deadline, string? OnDeadline);
