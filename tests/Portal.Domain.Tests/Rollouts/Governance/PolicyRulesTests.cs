using Portal.Domain.Rollouts.Governance;

namespace Portal.Domain.Tests.Rollouts.Governance;

public sealed class PolicyRulesTests
{
    [Fact]
    public void Check_OfADraftWithoutDetails_TakesTheDefaults()
    {
        var policy = PolicyRules.Check(new([new("Owners", ["platform"], null, null, null, null)], null, null, null)).Value;
        (policy.FourEyes, policy.Plugins.Count, policy.Freezes.Count, policy.AppliesTo("anything")).ShouldBe((true, 0, 0, true));
        var stage = policy.Stages.ShouldHaveSingleItem();
        (stage.Required, stage.FromRisk, stage.Deadline, stage.OnDeadline).ShouldBe((1, 0, TimeSpan.FromHours(24), DeadlineAction.Abort));
    }

    [Fact]
    public void StagesFor_OfARisk_AreThoseFromThere()
    {
        var policy = PolicyRules.Check(new([new("a", ["g"], null, 0, null, null), new("b", ["g"], null, 40, null, null), new("c", ["g"], null, 41, null, null)], null, null, null)).Value;
        policy.StagesFor(40).Select(stage => stage.Name).ShouldBe(["a", "b"]);
    }

    [Theory]
    [InlineData("", "g", 1, 0, "PT1H", "abort", "/stages/0/name")]
    [InlineData("a", null, 1, 0, "PT1H", "abort", "/stages/0/groups")]
    [InlineData("a", "g", 0, 0, "PT1H", "abort", "/stages/0/required")]
    [InlineData("a", "g", 6, 0, "PT1H", "abort", "/stages/0/required")]
    [InlineData("a", "g", 1, 101, "PT1H", "abort", "/stages/0/fromRisk")]
    [InlineData("a", "g", 1, 0, "PT4M", "abort", "/stages/0/deadline")]
    [InlineData("a", "g", 1, 0, "tomorrow", "abort", "/stages/0/deadline")]
    [InlineData("a", "g", 1, 0, "PT1H", "panic", "/stages/0/onDeadline")]
    public void Check_OfAStageWithAFault_NamesTheField(string name, string? group, int required, int risk, string deadline, string action, string pointer) =>
        Pointers(new([new(name, group is null ? [] : [group], required, risk, deadline, action)], null, null, null)).ShouldBe([pointer]);

    [Theory]
    [InlineData("monday", "09:00", "09:00", "UTC", "/freezeWindows/0/to")]
    [InlineData("someday", "09:00", "10:00", "UTC", "/freezeWindows/0/days")]
    [InlineData("1", "09:00", "10:00", "UTC", "/freezeWindows/0/days")]
    [InlineData(null, "09:00", "10:00", "UTC", "/freezeWindows/0/days")]
    [InlineData("monday", "9", "10:00", "UTC", "/freezeWindows/0/from")]
    [InlineData("monday", "09:00", "24:01", "UTC", "/freezeWindows/0/to")]
    [InlineData("monday", "09:00", "24:00", "Atlantis", "/freezeWindows/0/timeZone")]
    public void Check_OfAWindowWithAFault_NamesTheField(string? day, string from, string to, string zone, string pointer) =>
        Pointers(new(null, null, [new("w", day is null ? [] : [day], from, to, zone, null, null)], null)).ShouldBe([pointer]);

    [Fact]
    public void Check_OfTwoStagesOfOneName_IsRefused() =>
        Pointers(new([new("a", ["g"], null, null, null, null), new("A", ["g"], null, null, null, null)], null, null, null)).ShouldBe(["/stages/1/name"]);

    [Fact]
    public void Check_OfAWindowThatIsWeeklyAndDated_IsRefused() => Pointers(
        new(null, null, [new("w", ["monday"], null, null, null, new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero))], null)).ShouldBe(["/freezeWindows/0/days"]);

    [Fact]
    public void Check_OfHolesInADraft_NamesThemAll() => Pointers(new([null], null, [null], [null])).ShouldBe(
        ["/stages/0/name", "/stages/0/groups", "/freezeWindows/0/name", "/plugins/0"]);

    private static IEnumerable<string> Pointers(PolicyDraft draft) => PolicyRules.Check(draft).Error!.Fields.Select(field => field.Pointer);
}
