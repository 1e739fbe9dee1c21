using Microsoft.Playwright;

namespace Portal.EndToEndTests.Pages;

/// <summary>The whole slice as a person walks it, on a desk and on a phone: the browser must not complain once.</summary>
[Collection(PagesCollection.Name)]
public sealed class PageWalkTests(PagesFixture fixture)
{
    private const string Password = "correct horse battery staple";

    // At once: each is a tenant of its own, and a person mostly waits.
    [Fact]
    public Task Pages_FromSignUpToAudit_WorkAndStayQuiet() => Task.WhenAll(WalkAsync(1440), WalkAsync(390));

    [Fact]
    public async Task Rollout_WithApproval_WaitsForThePersonAndThenCompletes()
    {
        await using var visit = await Visit.StartAsync(fixture.Browser, Screen.Desktop);
        var demo = fixture.Product.Description.Tenants.Single(tenant => tenant.Slug == "acme");
        var engineer = demo.SignIns.Single(signIn => signIn.Role == "engineer");
        var address = demo.Url.GetLeftPart(UriPartial.Authority);
        await visit.SignInAsync(address, engineer.Email, engineer.Password);
        var walker = new Walker(visit, address);
        await walker.InstallAsync("api-docs", "1.0.0");
        await walker.UpgradeAsync("api-docs", "1.1.0", "Canary with approval");
        await walker.UntilPhaseAsync("Waiting for approval");
        await visit.LookAsync("rollout-waiting");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Approve step" }).First.ClickAsync();
        await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Approve step" }).ClickAsync();
        await visit.Page.GetByText("Approved. Traffic moves on").WaitForAsync();
        await walker.UntilPhaseAsync("In progress");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Promote now" }).ClickAsync();
        await visit.LookAsync("rollout-promote");
        await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Promote 1.1.0" }).ClickAsync();

        await walker.UntilPhaseAsync("Completed");
        visit.ShouldHaveNoComplaints();
    }

    private async Task WalkAsync(int width)
    {
        await using var visit = await Visit.StartAsync(fixture.Browser, Screen.Of(width));
        var tenant = await SignUpAsync(visit, $"walk-{width}");
        var page = visit.Page;
        await visit.SignInAsync(tenant, "ada@walk.example", Password);
        await visit.ReadAsync("Get started");
        await visit.LookAsync("home-new");
        await visit.OpenAsync(tenant + "/marketplace");
        await visit.ReadAsync("CI status");
        await visit.LookAsync("marketplace");
        var walker = new Walker(visit, tenant);

        await walker.InstallAsync("ci-status", "1.1.0");
        await visit.LookAsync("rollout-first");
        await visit.OpenAsync(tenant + "/plugins/ci-status");
        await page.FrameLocator("iframe").GetByText("Pipelines that need somebody").WaitForAsync();
        await visit.LookAsync("plugin");

        await walker.UpgradeAsync("ci-status", "2.0.0", "Standard canary");
        await walker.UntilPhaseAsync("Rolled back");
        await visit.ReadAsync("All traffic is back on 1.1.0");
        await visit.LookAsync("rollout-rolled-back");
        await walker.RetryAsync("2.0.0");
        await walker.UntilPhaseAsync("Rolled back");

        await walker.BuyAsync("cost-insights");
        await visit.LookAsync("paid");
        await visit.OpenAsync(tenant + "/billing?tab=ledger");
        await visit.ReadAsync("Owed to publisher");
        await visit.ReadAsync("80 %");
        await visit.LookAsync("ledger");

        foreach (var (path, awaited) in Pages)
        {
            await visit.OpenAsync(tenant + path);
            await visit.ReadAsync(awaited);
            await visit.LookAsync(path.Trim('/').Replace('/', '-').Replace('?', '-').Replace('=', '-') is { Length: > 0 } name ? name : "home");
        }

        visit.ShouldHaveNoComplaints();
        // Last, because the browser itself complains about the status.
        await visit.OpenAsync(tenant + "/nowhere");
        await visit.ReadAsync("There is no such page");
        await visit.LookAsync("not-found");
    }

    private static readonly (string Path, string Awaited)[] Pages =
    [
        ("/", "Recent rollouts"), ("/plugins", "CI status"), ("/rollouts", "Rolled back"), ("/billing", "Cost insights"), ("/billing?tab=balances", "Platform commission"),
        ("/audit", "Purchase paid"), ("/settings", "Address"), ("/settings?tab=members", "ada@walk.example"), ("/settings/members?tab=api-keys", "Create an API key"),
        ("/settings/usage", "Requests per minute"), ("/settings/export", "What is in it"),
        ("/marketplace/tech-radar?tab=versions", "1.0.0"), ("/marketplace/tech-radar?tab=permissions", "What it may do"),
    ];

    private async Task<string> SignUpAsync(Visit visit, string slug)
    {
        var page = visit.Page;
        await visit.OpenAsync(fixture.Product.Description.Portal.Url.ToString());
        await visit.LookAsync("welcome");
        await page.GetByRole(AriaRole.Link, new() { Name = "Create your portal" }).ClickAsync();
        await page.GetByLabel("Company or team").FillAsync("Walkers Ltd");
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync("admin");
        await page.GetByLabel("Your name").FillAsync("Ada Walker");
        await page.GetByLabel("Your e-mail address").FillAsync("ada@walk.example");
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create portal" }).ClickAsync();
        await visit.ReadAsync("is reserved");
        await visit.LookAsync("sign-up-refused");
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync(slug);
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create portal" }).ClickAsync();
        await visit.ReadAsync("Walkers Ltd is ready");
        await visit.LookAsync("signed-up");
        return new Uri((await page.GetByRole(AriaRole.Link, new() { Name = "Open Walkers Ltd" }).GetAttributeAsync("href"))!).GetLeftPart(UriPartial.Authority);
    }
}
