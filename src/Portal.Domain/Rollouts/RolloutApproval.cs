namespace Portal.Domain.Rollouts;

/// <summary>A person's approval of one step of one revision.</summary>
/// <param name="Revision">The revision it is about.</param>
/// <param name="Step">Index of the step.</param>
/// <param name="By">Who approved.</param>
/// <param name="Group">For which of the groups that the step names they spoke, where it names any.</param>
public sealed record RolloutApproval(string Revision, int Step, string By, string? Group = null);
