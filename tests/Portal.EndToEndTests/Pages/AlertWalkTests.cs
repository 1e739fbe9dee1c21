using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Portal.EndToEndTests.Pages;

/// <summary>An admin says where alerts go, tries it, says who is told of what, and reads what people were told.</summary>
[Collection(PagesCollection.Name)]
public sealed class AlertWalkTests(PagesFixture fixture)
{
    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Alerts_FromTheFirstChannelToItsRoutingAndHistory_AreSetUpWithoutCode(int width)
    {
        await using var listener = await HookListener.StartAsync();
        await using var visit = await Visit.StartAsync(fixture.Browser, Screen.Of(width));
        var demo = fixture.Product.Description.Tenants.Single(tenant => tenant.Slug == "globex");
        var admin = demo.SignIns.Single(signIn => signIn.Role == "admin");
        var address = demo.Url.GetLeftPart(UriPartial.Authority);
        var page = visit.Page;
        await visit.SignInAsync(address, admin.Email, admin.Password);

        await visit.OpenAsync(address + "/settings/alerts");
        await visit.ReadAsync("No channel yet");
        await visit.LookAsync("settings-alerts-empty");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add the first channel" }).ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex("A signed message") }).CheckAsync();
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync("ftp://nowhere");
        await Button("Add channel").ClickAsync();
        await visit.ReadAsync("An address begins with https://");
        await visit.ReadAsync("A name is required.");
        await visit.LookAsync("settings-alerts-refused");

        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Night shift");
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync(listener.Url);
        await Button("Make a key").ClickAsync();
        await visit.ReadAsync("Copy it now");
        await visit.LookAsync("settings-alerts-add");
        await page.GetByLabel("New signing key").GetByRole(AriaRole.Button).First.ClickAsync();
        var secret = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        await Button("Add channel").ClickAsync();
        await visit.ReadAsync("Never tried.");

        await Button("Send test to Night shift").ClickAsync();
        await visit.ReadAsync("Delivered");
        var (id, timestamp, signature, body) = listener.Received.ShouldHaveSingleItem();
        signature.ShouldBe("v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}"))));
        listener.Status = 404;
        await Button("Send test to Night shift").ClickAsync();
        await visit.ReadAsync("1 attempt: It answered 404.");
        await visit.LookAsync("settings-alerts-tested");

        await page.GetByRole(AriaRole.Link, new() { Name = "Routing" }).ClickAsync();
        await visit.ReadAsync("An alert like this now would go to");
        await visit.ReadAsync("Night shift is told at once.");
        await page.GetByRole(AriaRole.Group, new() { Name = "Except for" }).GetByLabel("Rolled back").SelectOptionAsync("never");
        await visit.ReadAsync("Night shift is not told of this, once saved.");
        await page.GetByLabel("Information waits for the end of quiet hours").CheckAsync();
        await page.GetByLabel("Time zone").FillAsync("Atlantis");
        await page.GetByLabel("Time zone").PressAsync("Tab");
        await Button("Save routing of Night shift").ClickAsync();
        await visit.ReadAsync("A time zone has an IANA name");
        await visit.LookAsync("settings-alerts-routing-refused");
        await page.GetByLabel("Time zone").FillAsync("Europe/Berlin");
        await page.GetByLabel("Time zone").PressAsync("Tab");
        await page.GetByLabel("Only if nobody acknowledges within").FillAsync("15");
        await page.GetByLabel("Only if nobody acknowledges within").PressAsync("Tab");
        await Button("Save routing of Night shift").ClickAsync();
        await page.GetByText("The routing of Night shift is saved.").WaitForAsync();
        await page.GetByLabel("What happened").SelectOptionAsync("promotion-failed");
        await visit.ReadAsync("Night shift is told 15 minutes later, unless somebody acknowledges it");
        await visit.LookAsync("settings-alerts-routing");

        await visit.OpenAsync(address + "/settings/alerts");
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit Night shift" }).ClickAsync();
        await visit.ReadAsync("The key of today signs beside the new one for a day");
        await page.GetByLabel("Signing key", new() { Exact = true }).FillAsync(new string('k', 32));
        await Button("Change secret").ClickAsync();
        await visit.ReadAsync("The key before signs too until");
        await visit.LookAsync("settings-alerts-edit");

        await visit.OpenAsync(address + "/alerts?class=test");
        await page.GetByRole(AriaRole.Link, new() { Name = "Test of Night shift" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByText("1 attempt: It answered 404.").WaitForAsync();
        await visit.LookAsync("alerts-open");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Dialog).WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await visit.LookAsync("alerts");
        await page.GetByLabel("State", new() { Exact = true }).SelectOptionAsync("open");
        await visit.ReadAsync("No alert fits");

        await visit.OpenAsync(address + "/settings/alerts");
        await Button("Delete Night shift").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete channel" }).ClickAsync();
        await visit.ReadAsync("No channel yet");
        visit.ShouldHaveNoComplaints();

        ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
    }
}
