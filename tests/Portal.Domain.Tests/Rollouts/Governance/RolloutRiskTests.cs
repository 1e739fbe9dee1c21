using Portal.Domain.Plugins;
using Portal.Domain.Rollouts.Governance;

namespace Portal.Domain.Tests.Rollouts.Governance;

public sealed class RolloutRiskTests
{
    [Theory]
    [InlineData(null, "1.0.0", 15)]
    [InlineData("1.0.0", "1.0.1", 5)]
    [InlineData("1.0.0", "1.1.0", 15)]
    [InlineData("0.1.0", "0.2.0", 30)]
    [InlineData("1.4.0", "2.0.0", 40)]
    [InlineData("2.0.0", "1.9.0", 35)]
    [InlineData("1.0.0", "2.0.0-rc.1", 55)]
    public void Score_OfAVersionChange_FollowsHowFarItGoes(string? from, string to, int points) => Score(from, to).Value.ShouldBe(points);

    [Fact]
    public void Score_OfEverythingAtOnce_IsAHundredWithEachReasonInWords()
    {
        var score = RolloutRisk.Score(new(PluginVersion.Parse("1.4.0"), PluginVersion.Parse("2.0.0-rc.1"), 3, ["network.outbound", "costs.read"], Analyzes: false));
        score.Value.ShouldBe(100);
        score.Reasons.ShouldBe(
        [
            new(40, "New major version: 1.4.0 to 2.0.0-rc.1"), new(15, "2.0.0-rc.1 is a pre-release"), new(30, "Rolled back 3 times here in the last 30 days"),
            new(20, "Asks for more: network.outbound, costs.read"), new(20, "The strategy does not compare the new version with the one before"),
        ]);
    }

    [Fact]
    public void Score_WithMoreOfAnythingRisky_IsNeverLower()
    {
        var random = new Random(7);
        string[] permissions = [.. PluginPermissions.Meanings.Keys.Order(StringComparer.Ordinal)];
        for (var run = 0; run < 1_000; run++)
        {
            var facts = new RiskFacts(
                PluginVersion.Parse($"1.{random.Next(3)}.{random.Next(3)}"), PluginVersion.Parse($"{random.Next(1, 3)}.{random.Next(3)}.{random.Next(3)}"),
                random.Next(4), [.. permissions.Take(random.Next(permissions.Length))], random.Next(2) == 0);
            var score = RolloutRisk.Score(facts).Value;
            score.ShouldBeInRange(0, 100);
            RolloutRisk.Score(facts with { RecentRollbacks = facts.RecentRollbacks + 1 }).Value.ShouldBeGreaterThanOrEqualTo(score);
            RolloutRisk.Score(facts with { NewPermissions = permissions }).Value.ShouldBeGreaterThanOrEqualTo(score);
            RolloutRisk.Score(facts with { Analyzes = false }).Value.ShouldBeGreaterThanOrEqualTo(score);
        }
    }

    private static RiskScore Score(string? from, string to) =>
        RolloutRisk.Score(new(from is null ? null : PluginVersion.Parse(from), PluginVersion.Parse(to), 0, [], Analyzes: true));
}
