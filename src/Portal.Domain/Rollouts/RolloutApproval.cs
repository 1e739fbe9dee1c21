namespace Portal.Domain.Rollouts;

/// <summary>A person's approval of one step of one revision.</summary>
public sealed record RolloutApproval(string Revision, int Step, string By);
