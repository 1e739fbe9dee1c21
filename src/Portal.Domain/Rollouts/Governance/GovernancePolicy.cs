using Portal.Domain.Rollouts.Freezing;

namespace Portal.Domain.Rollouts.Governance;

/// <summary>What a tenant wants to be so before a rollout begins. Only <see cref="PolicyRules"/> makes one, so it is always valid.</summary>
public sealed record GovernancePolicy
{
    /// <summary>Of no tenant that has said nothing.</summary>
    public static GovernancePolicy None { get; } = new() { Stages = [], FourEyes = false, Freezes = [], Plugins = [] };

    /// <summary>In the order in which they are asked.</summary>
    public required IReadOnlyList<ApprovalStage> Stages { get; init; }

    /// <summary>Who asked for a rollout decides nothing about it, and nobody counts twice.</summary>
    public required bool FourEyes { get; init; }

    public required IReadOnlyList<FreezeWindow> Freezes { get; init; }

    /// <summary>Keys of the plugins that it is about; all when empty.</summary>
    public required IReadOnlyList<string> Plugins { get; init; }

    public bool AppliesTo(string plugin) => Plugins.Count == 0 || Plugins.Contains(plugin, StringComparer.Ordinal);

    /// <summary>The stages that a rollout of this risk has to pass.</summary>
    public IReadOnlyList<ApprovalStage> StagesFor(int risk) => [.. Stages.Where(stage => risk >= stage.FromRisk)];
}
