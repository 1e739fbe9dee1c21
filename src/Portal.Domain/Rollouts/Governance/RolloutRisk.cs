using System.Globalization;
using Portal.Domain.Plugins;

namespace Portal.Domain.Rollouts.Governance;

/// <summary>Scores a rollout by what is known before it begins. More of anything risky never lowers the score.</summary>
public static class RolloutRisk
{
    // They reach outside, or at what others keep secret.
    private static readonly string[] Far = ["network.outbound", "secrets.metadata"];

    public static RiskScore Score(RiskFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var reasons = new List<RiskReason> { facts.From is { } from ? Jump(from, facts.To) : new(15, "First installation: there is no version to compare with or to go back to") };
        if (facts.To.Prerelease.Length > 0)
        {
            reasons.Add(new(15, $"{facts.To} is a pre-release"));
        }

        if (facts.RecentRollbacks > 0)
        {
            reasons.Add(new(
                Math.Min(facts.RecentRollbacks, 2) * 15,
                string.Create(CultureInfo.InvariantCulture, $"Rolled back {Times(facts.RecentRollbacks)} here in the last 30 days")));
        }

        if (facts.NewPermissions.Count > 0)
        {
            reasons.Add(new(
                Math.Min(30, facts.NewPermissions.Sum(permission => Far.Contains(permission, StringComparer.Ordinal) ? 15 : 5)),
                $"Asks for{(facts.From is null ? "" : " more")}: {string.Join(", ", facts.NewPermissions)}"));
        }

        if (facts is { Analyzes: false, From: not null })
        {
            reasons.Add(new(20, "The strategy does not compare the new version with the one before"));
        }

        return new(Math.Min(100, reasons.Sum(reason => reason.Points)), reasons);
    }

    private static RiskReason Jump(PluginVersion from, PluginVersion to) => (from, to) switch
    {
        _ when to < from => new(35, $"Goes back from {from} to {to}"),
        _ when to.Major != from.Major => new(40, $"New major version: {from} to {to}"),
        // Semantic Versioning 2.0.0, section 4: anything may change before 1.0.0.
        _ when to.Minor != from.Minor && to.Major == 0 => new(30, $"New minor version before 1.0: {from} to {to}"),
        _ when to.Minor != from.Minor => new(15, $"New minor version: {from} to {to}"),
        _ => new(5, $"Patch: {from} to {to}"),
    };

    private static string Times(int count) => count == 1 ? "once" : count.ToString(CultureInfo.InvariantCulture) + " times";
}
