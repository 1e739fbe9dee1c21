using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Portal.EndToEndTests.Pages;

/// <summary>A person puts a strategy together without writing anything down, and holds the rollout where it is for a while.</summary>
[Collection(PagesCollection.Name)]
public sealed partial class StrategyWalkTests(PagesFixture fixture)
{
    [Theory]
    [InlineData(1440, "api-docs")]
    [InlineData(390, "ci-status")]
    public async Task Strategy_OfOwnSteps_IsChosenPausedAndResumed(int width, string plugin)
    {
        await using var visit = await Visit.StartAsync(fixture.Browser, Screen.Of(width));
        var address = await SignInAsync(visit);
        var (page, walker) = (visit.Page, new Walker(visit, address));
        await walker.InstallAsync(plugin, "1.0.0");

        await visit.OpenAsync($"{address}/marketplace/{plugin}/install?version=1.1.0");
        await page.GetByRole(AriaRole.Radio, new() { NameRegex = Own() }).CheckAsync();
        var weights = page.GetByLabel("Send traffic to the canary, in %");
        await weights.Nth(1).FillAsync("5");
        await weights.Nth(1).BlurAsync();
        await visit.ReadAsync("It must not be below the weight before it (10).");
        (await page.GetByRole(AriaRole.Button, new() { Name = "Start rollout of 1.1.0" }).IsDisabledAsync()).ShouldBeTrue();
        await visit.LookAsync("strategy-wrong");
        await weights.First.FillAsync("2");
        await weights.First.BlurAsync();
        await visit.ArriveAsync(new Regex("steps=2-a20-5-"));
        await visit.ReadAsync("What it would find");
        await visit.LookAsync("strategy-own");

        await visit.OpenAsync($"{address}/marketplace/{plugin}/install?version=1.1.0&strategy=own&steps=20-w-a60-100");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start rollout of 1.1.0" }).ClickAsync();
        await walker.UntilPhaseAsync("Paused");
        await OrderAsync(page, "Resume", "Resume rollout");
        await walker.UntilPhaseAsync("In progress");
        await OrderAsync(page, "Pause", "Pause rollout");
        await visit.ReadAsync("Paused by");
        await walker.UntilPhaseAsync("Paused");
        await visit.LookAsync("rollout-paused");
        await OrderAsync(page, "Resume", "Resume rollout");
        await walker.UntilPhaseAsync("In progress");
        await OrderAsync(page, "Promote now", "Promote 1.1.0");
        await walker.UntilPhaseAsync("Completed");
        visit.ShouldHaveNoComplaints();
    }

    private static async Task OrderAsync(IPage page, string button, string confirmed)
    {
        await page.Locator(".page-head").GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = confirmed }).ClickAsync();
    }

    private async Task<string> SignInAsync(Visit visit)
    {
        var demo = fixture.Product.Description.Tenants.Single(tenant => tenant.Slug == "globex");
        var admin = demo.SignIns.Single(signIn => signIn.Role == "admin");
        var address = demo.Url.GetLeftPart(UriPartial.Authority);
        await visit.SignInAsync(address, admin.Email, admin.Password);
        return address;
    }

    [GeneratedRegex("Your own steps")]
    private static partial Regex Own();
}
