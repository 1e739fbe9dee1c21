using Microsoft.Playwright;
using Portal.Local.Description;

namespace Portal.EndToEndTests.Pages;

/// <summary>Without a mouse, on the narrowest screen, and after a crash.</summary>
[Collection(PagesCollection.Name)]
public sealed class AccessibilityTests(PagesFixture fixture)
{
    private static readonly string[] Paths = ["/", "/marketplace", "/marketplace/ci-status", "/marketplace/ci-status/install", "/plugins", "/rollouts", "/objectives", "/objectives/new", "/billing", "/audit", "/operations", "/settings", "/alerts", "/settings/alerts", "/settings/alerts/new?kind=webhook", "/settings/alerts/routing", "/settings/webhooks", "/settings/rollout-policy", "/settings/approvers"];

    private string Address => Globex.Url.GetLeftPart(UriPartial.Authority);

    private DemoTenant Globex => fixture.Product.Description.Tenants.Single(tenant => tenant.Slug == "globex");

    [Fact]
    public async Task Pages_At320Pixels_LoseNothing()
    {
        await using var visit = await Visit.StartAsync(fixture.Browser, Screen.Narrowest);
        await SignInAsync(visit);
        foreach (var path in Paths)
        {
            await visit.OpenAsync(Address + path);
            await visit.LookAsync("narrow" + path.Split('?')[0].Replace('/', '-'));
        }

        visit.ShouldHaveNoComplaints();
    }

    [Fact]
    public async Task Keyboard_Alone_SkipsOpensAndClosesAndFocusComesBack()
    {
        await using var visit = await Visit.StartAsync(fixture.Browser, Screen.Desktop);
        await SignInAsync(visit);
        var page = visit.Page;
        await visit.OpenAsync(Address + "/marketplace/feature-flags");
        await page.Locator(".skip-link").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("main");

        var buy = page.GetByRole(AriaRole.Button, new() { NameString = "Buy for 49.00 EUR" });
        await buy.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Dialog).WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await Assertions.Expect(buy).ToBeFocusedAsync();
        visit.ShouldHaveNoComplaints();
    }

    [Fact]
    public async Task WithoutMotion_WhatIsLoading_IsStillShown()
    {
        await using var visit = await Visit.StartAsync(fixture.Browser, Screen.Phone);
        await visit.OpenAsync(Address + "/sign-in");
        await visit.Page.EvaluateAsync("document.querySelector('main').insertAdjacentHTML('beforeend', '<p class=\"boot-slow\" role=\"status\">Loading</p>')");

        await Assertions.Expect(visit.Page.GetByText("Loading", new() { Exact = true })).ToHaveCSSAsync("opacity", "1");
    }

    [Fact]
    public async Task Theme_Chosen_StaysAfterReload()
    {
        await using var visit = await Visit.StartAsync(fixture.Browser, Screen.Desktop);
        await SignInAsync(visit);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Switch between light and dark" }).ClickAsync();
        await visit.Page.ReloadAsync();
        (await visit.Page.EvaluateAsync<string>("document.documentElement.dataset.theme")).ShouldBe("dark");
        visit.ShouldHaveNoComplaints();
    }

    private Task SignInAsync(Visit visit)
    {
        var admin = Globex.SignIns.Single(signIn => signIn.Role == "admin");
        return visit.SignInAsync(Address, admin.Email, admin.Password);
    }
}
