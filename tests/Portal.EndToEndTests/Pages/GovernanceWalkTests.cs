using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Portal.EndToEndTests.Pages;

/// <summary>An admin says who has to agree; an engineer asks on a phone, and the admin decides at a desk.</summary>
[Collection(PagesCollection.Name)]
public sealed partial class GovernanceWalkTests(PagesFixture fixture)
{
    [Fact]
    public async Task Policy_FromItsFirstGroupToAnApproval_HoldsTheRolloutUntilThen()
    {
        var demo = fixture.Product.Description.Tenants.Single(tenant => tenant.Slug == "acme");
        var address = demo.Url.GetLeftPart(UriPartial.Authority);
        await using var desk = await SignInAsync(Screen.Desktop, "admin");
        await using var phone = await SignInAsync(Screen.Phone, "engineer");

        await desk.OpenAsync(address + "/settings/approvers");
        await desk.Page.Locator("#group-name").FillAsync("platform");
        await desk.Page.GetByRole(AriaRole.Group, new() { Name = "Members" }).GetByRole(AriaRole.Checkbox).First.WaitForAsync();
        foreach (var member in await desk.Page.GetByRole(AriaRole.Group, new() { Name = "Members" }).GetByRole(AriaRole.Checkbox).AllAsync())
        {
            await member.CheckAsync();
        }

        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Add group" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Change platform" }).WaitForAsync();
        await desk.LookAsync("settings-approvers");

        await desk.OpenAsync(address + "/settings/rollout-policy");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Add stage" }).ClickAsync();
        await desk.Page.Locator("#stage-1-name").FillAsync("Owners");
        await desk.Page.GetByLabel("platform", new() { Exact = true }).CheckAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Add freeze window" }).ClickAsync();
        await desk.Page.Locator("#freeze-1-name").FillAsync("Year end");
        await desk.Page.Locator("#freeze-1-kind").SelectOptionAsync("dated");
        await desk.Page.Locator("#freeze-1-starts").FillAsync("2031-12-20T00:00");
        await desk.Page.Locator("#freeze-1-ends").FillAsync("2032-01-03T00:00");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Add freeze window" }).ClickAsync();
        await desk.Page.Locator("#freeze-2-name").FillAsync("Release day");
        // Whole days, and none of them today or tomorrow.
        var day = TimeProvider.System.GetUtcNow().AddDays(3).DayOfWeek.ToString()[..3];
        await desk.Page.GetByLabel(day, new() { Exact = true }).CheckAsync();
        await desk.Page.GetByLabel("Only these plugins").FillAsync("deploy-calendar");
        await desk.Page.GetByLabel("Only these plugins").PressAsync("Tab");
        await desk.ReadAsync("1 of platform (Owners)");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Save policy" }).ClickAsync();
        await desk.Page.GetByText("The rollout policy is saved.").WaitForAsync();
        await desk.Page.EvaluateAsync("scrollTo(0, 0)");
        await desk.LookAsync("settings-rollout-policy");

        await phone.OpenAsync($"{address}/marketplace/deploy-calendar/install?version=1.0.0");
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Install 1.0.0" }).ClickAsync();
        await phone.ArriveAsync(RolloutAddress());
        await phone.ReadAsync("Waiting for 1 approval of platform");
        await phone.ReadAsync("who asked for a rollout does not decide about it");
        await phone.LookAsync("rollout-held");

        await desk.OpenAsync(address + "/alerts?class=approval");
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "deploy-calendar 1.0.0: waits for approval" }).ClickAsync();
        var alert = desk.Page.GetByRole(AriaRole.Dialog);
        await alert.GetByText("Who may decide").WaitForAsync();
        await desk.LookAsync("alerts-approval");
        await alert.GetByRole(AriaRole.Link, new() { Name = "Open rollout" }).ClickAsync();
        await desk.ReadAsync("First installation: there is no version to compare with");

        await desk.OpenAsync(address + "/rollouts");
        await desk.ReadAsync("Waiting for you");
        await desk.LookAsync("rollouts-waiting");
        await desk.Page.GetByRole(AriaRole.Table, new() { Name = "Rollouts that wait for your decision" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await desk.ReadAsync("First installation: there is no version to compare with");
        await desk.LookAsync("rollout-held");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Approve rollout" }).ClickAsync();
        var dialog = desk.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Approve rollout" }).ClickAsync();
        await dialog.GetByText("A reason is required").WaitForAsync();
        await dialog.GetByLabel("Reason, kept with your name for good").FillAsync("Read the manifest");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Approve rollout" }).ClickAsync();

        // The phone follows by itself.
        await phone.ReadAsync("Released");
        await phone.ReadAsync("Read the manifest");
        await new Walker(phone, address).UntilPhaseAsync("Completed");
        await phone.LookAsync("rollout-released");
        await phone.OpenAsync(address + "/alerts?class=approval&state=resolved");
        await phone.ReadAsync("deploy-calendar 1.0.0: waits for approval");
        await phone.LookAsync("alerts-resolved");
        foreach (var path in new[] { "approvers", "rollout-policy" })
        {
            await phone.OpenAsync($"{address}/settings/{path}");
            await phone.ReadAsync("platform");
            await phone.LookAsync("settings-" + path);
        }

        desk.ShouldHaveNoComplaints();
        phone.ShouldHaveNoComplaints();

        async Task<Visit> SignInAsync(Screen screen, string role)
        {
            var visit = await Visit.StartAsync(fixture.Browser, screen);
            var person = demo.SignIns.Single(signIn => signIn.Role == role);
            await visit.SignInAsync(address, person.Email, person.Password);
            return visit;
        }
    }

    [GeneratedRegex("/rollouts/rol_")]
    private static partial Regex RolloutAddress();
}
