using Portal.Domain.Remediations;

namespace Portal.Domain.Tests.Remediations;

public sealed class RemediationSettingsRulesTests
{
    [Fact]
    public void Check_OfNothing_IsTheDefaultAndComesBackWhole()
    {
        var settings = RemediationSettingsRules.Check(new(null, null, null, null)).Value;
        var draft = RemediationSettingsRules.Draft(settings);
        (draft.PerHour, draft.PerRolloutPerHour, draft.CoolDown).ShouldBe((10, 3, "PT10M"));
        draft.Modes.ShouldBe(new Dictionary<string, string?>
        {
            ["crashLoop"] = "suggested", ["routeDrift"] = "automatic", ["stuckProgress"] = "automatic", ["quotaPressure"] = "suggested",
            ["expiringCredential"] = "suggested", ["staleCache"] = "automatic",
        });
        RemediationSettingsRules.Draft(RemediationSettingsRules.Check(draft).Value).Modes.ShouldBe(draft.Modes);
    }

    [Fact]
    public void Check_OfSeveralFaults_NamesThemAll()
    {
        var refused = RemediationSettingsRules.Check(new(new Dictionary<string, string?> { ["crashLoop"] = "always", ["rain"] = "off" }, 0, 101, "PT1S")).Error!;
        refused.Fields.Select(field => field.Pointer).ShouldBe(["/modes/crashLoop", "/modes/rain", "/coolDown", "/perHour", "/perRolloutPerHour"]);
    }
}
