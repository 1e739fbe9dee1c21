using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Portal.EndToEndTests.Pages;

/// <summary>An admin goes through the tenant's settings.</summary>
[Collection(PagesCollection.Name)]
public sealed class SettingsWalkTests(PagesFixture fixture)
{
    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Settings_FromGeneralToUsage_ShowAndChangeTheTenant(int width)
    {
        await using var visit = await Visit.StartAsync(fixture.Browser, Screen.Of(width));
        var demo = fixture.Product.Description.Tenants.Single(tenant => tenant.Slug == "acme");
        var admin = demo.SignIns.Single(signIn => signIn.Role == "admin");
        var address = demo.Url.GetLeftPart(UriPartial.Authority);
        await visit.SignInAsync(address, admin.Email, admin.Password);

        await visit.OpenAsync(address + "/settings");
        await visit.ReadAsync("Kubernetes namespace");
        var name = $"Acme {width}";
        await visit.Page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await visit.LookAsync("settings-general");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Save name" }).ClickAsync();
        await visit.Page.GetByText($"The name is {name} now").WaitForAsync();

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Members and keys" }).ClickAsync();
        await visit.ReadAsync(admin.Email);
        await visit.LookAsync("settings-members");

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Domains" }).ClickAsync();
        await visit.ReadAsync("No domain of your own yet");
        await visit.Page.GetByLabel("Domain", new() { Exact = true }).FillAsync("*.example.com");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Add domain" }).ClickAsync();
        await visit.ReadAsync("is a wildcard");
        await visit.Page.GetByLabel("Domain", new() { Exact = true }).FillAsync($"Portal-{width}.Example.com.");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Add domain" }).ClickAsync();
        await visit.ReadAsync($"_portal-challenge.portal-{width}.example.com");
        // The operator looks by itself, and the page follows.
        await visit.Page.Locator("main").GetByText(new Regex("^Looked up")).WaitForAsync();
        await visit.LookAsync("settings-domains");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = $"Remove portal-{width}.example.com" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Remove domain" }).ClickAsync();
        await visit.ReadAsync("No domain of your own yet");

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Usage" }).ClickAsync();
        await visit.ReadAsync("Requests per minute, last hour");
        await visit.ReadAsync("1,000");
        await visit.LookAsync("settings-usage");
        visit.ShouldHaveNoComplaints();
    }
}
