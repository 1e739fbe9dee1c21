namespace Portal.Domain.Rollouts.Governance;

/// <summary>People who have to agree before a rollout begins; stages follow one another.</summary>
/// <param name="Name">Unique in its policy.</param>
/// <param name="Groups">Names of the groups whose members may decide; at least one.</param>
/// <param name="Required">How many approvals, 1 to 5.</param>
/// <param name="FromRisk">The stage applies to rollouts of this risk and above, 0 to 100.</param>
/// <param name="Deadline">From the beginning of the stage.</param>
/// <param name="OnDeadline">What happens then.</param>
public sealed record ApprovalStage(string Name, IReadOnlyList<string> Groups, int Required, int FromRisk, TimeSpan Deadline, DeadlineAction OnDeadline);
