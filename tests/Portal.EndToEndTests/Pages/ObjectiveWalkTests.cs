using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.EndToEndTests.Local;
using Portal.Local.Description;

namespace Portal.EndToEndTests.Pages;

/// <summary>An admin sets an objective that is stricter than the plugin is good, watches its budget go, and overrides it; the command line says the same. In minutes of its own, while others walk.</summary>
public sealed partial class ObjectiveWalkTests(PagesFixture fixture)
{
    // At once: what takes long is until enough was measured.
    [Fact]
    public Task Objective_FromTheFormToAnOverride_IsShownLive() => Task.WhenAll(WalkAsync(1440, "pull-requests"), WalkAsync(390, "tech-radar"));

    private async Task WalkAsync(int width, string plugin)
    {
        await using var visit = await Visit.StartAsync(fixture.Browser, Screen.Of(width));
        var demo = fixture.Product.Description.Tenants.Single(tenant => tenant.Slug == "globex");
        var admin = demo.SignIns.Single(signIn => signIn.Role == "admin");
        var address = demo.Url.GetLeftPart(UriPartial.Authority);
        var page = visit.Page;
        await visit.SignInAsync(address, admin.Email, admin.Password);
        await new Walker(visit, address).InstallAsync(plugin, "1.0.0");

        await visit.OpenAsync($"{address}/objectives?plugin={plugin}");
        await visit.ReadAsync("No objective fits this filter");
        await visit.OpenAsync($"{address}/objectives/new?plugin={plugin}");
        await page.Locator("#slo-target").FillAsync("100");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set objective" }).ClickAsync();
        await visit.ReadAsync("Not saved.");
        await visit.ReadAsync("a targetPercent above 0 and below 100");
        await page.Locator("#slo-target").FillAsync("99.99");
        await visit.ReadAsync("One of 10,000 requests may fail.");
        await visit.LookAsync("objective-form");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set objective" }).ClickAsync();
        await visit.ArriveAsync(ObjectiveAddress());

        // One of a thousand requests fails here: ten times too many.
        await page.Locator(".page-head").GetByText("Exhausted", new() { Exact = true }).First.WaitForAsync(new() { Timeout = 90_000 });
        await visit.ReadAsync("Budget is spent");
        await visit.ReadAsync("the error budget is spent");
        await page.Locator("svg.chart-area").WaitForAsync(new() { Timeout = 150_000 });
        await visit.LookAsync("objective");
        await page.GetByRole(AriaRole.Button, new() { Name = "Override" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.Locator("#override-reason").FillAsync("It is the fix.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Override the budget" }).ClickAsync();
        await visit.ReadAsync("lets new versions of");
        await visit.LookAsync("objective-overridden");

        await visit.OpenAsync(address + "/objectives");
        await visit.ReadAsync($"Availability of {plugin}");
        await visit.LookAsync("objectives");
        var (code, said) = await CommandLine.RunAsync(demo, "slo", "status", $"{plugin}-availability");
        (code, said.Contains("exhausted", StringComparison.Ordinal)).ShouldBe((1, true), said);
        await ImportAsync(demo, plugin);
        visit.ShouldHaveNoComplaints();
    }

    private static async Task ImportAsync(DemoTenant demo, string plugin)
    {
        using var folder = new ScratchFolder();
        var file = Path.Combine(folder.Path, "slo.yaml");
        foreach (var (target, done) in new[] { ("0.99", "made"), ("0.995", "changed") })
        {
            await File.WriteAllTextAsync(
                file,
                $$$"""
                apiVersion: openslo/v1
                kind: SLO
                metadata: { name: {{{plugin}}}-imported }
                spec:
                  service: {{{plugin}}}
                  timeWindow: [{ duration: 30d, isRolling: true }]
                  objectives: [{ target: {{{target}}} }]
                  indicator: { spec: { ratioMetric: { counter: true, total: { metricSource: { type: rollout, spec: { name: {{{plugin}}} } } } } } }
                """,
                TestContext.Current.CancellationToken);
            var (code, said) = await CommandLine.RunAsync(demo, "slo", "import", file);
            (code, said.Contains($"{plugin}-imported {done} slo_", StringComparison.Ordinal)).ShouldBe((0, true), said);
        }
    }

    [GeneratedRegex("/objectives/slo_")]
    private static partial Regex ObjectiveAddress();
}
