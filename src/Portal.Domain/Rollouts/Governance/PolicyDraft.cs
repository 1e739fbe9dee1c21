namespace Portal.Domain.Rollouts.Governance;

/// <summary>A policy as people send it and as the table keeps it; <see cref="PolicyRules"/> says whether it is one.</summary>
/// <param name="Stages">In order; none when absent.</param>
/// <param name="FourEyes">On when absent.</param>
/// <param name="FreezeWindows">None when absent.</param>
/// <param name="Plugins">Keys; all plugins when absent or empty.</param>
public sealed record PolicyDraft(IReadOnlyList<StageDraft?>? Stages, bool? FourEyes, IReadOnlyList<FreezeDraft?>? FreezeWindows, IReadOnlyList<string?>? Plugins);
