using System.Globalization;
using Portal.Domain.Plugins;
using Portal.Domain.Rollouts.Governance;

namespace Portal.Rollouts.Governance.Pages;

/// <summary>What rollouts of different kinds would need under a policy.</summary>
internal static class PolicyPreview
{
    private static readonly (string What, string? From, string To, bool Analyzes)[] Examples =
    [
        ("A patch, 1.4.0 → 1.4.1", "1.4.0", "1.4.1", true),
        ("A minor version, 1.4.0 → 1.5.0", "1.4.0", "1.5.0", true),
        ("A first installation", null, "1.0.0", true),
        ("Back to an older version, 2.0.0 → 1.4.0", "2.0.0", "1.4.0", true),
        ("A major version, 1.4.0 → 2.0.0", "1.4.0", "2.0.0", true),
        ("A major version at once, without comparison", "1.4.0", "2.0.0", false),
    ];

    public static IReadOnlyList<(string What, int Risk, string Needs)> Of(GovernancePolicy policy) =>
    [
        .. Examples.Select(example =>
        {
            var risk = RolloutRisk.Score(new(example.From is null ? null : PluginVersion.Parse(example.From), PluginVersion.Parse(example.To), 0, [], example.Analyzes)).Value;
            return (example.What, risk, Needs(policy.StagesFor(risk)));
        }),
    ];

    private static string Needs(IReadOnlyList<ApprovalStage> stages) => stages.Count == 0
        ? "Begins at once"
        : string.Join(", then ", stages.Select(stage => string.Create(CultureInfo.InvariantCulture, $"{stage.Required} of {string.Join(" or ", stage.Groups)} ({stage.Name})")));
}
