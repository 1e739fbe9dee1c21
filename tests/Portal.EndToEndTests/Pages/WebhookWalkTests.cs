using System.Security.Cryptography;
using System.Text;
using Microsoft.Playwright;

namespace Portal.EndToEndTests.Pages;

/// <summary>An admin has a system of their own told, tries it, and sees what became of it.</summary>
[Collection(PagesCollection.Name)]
public sealed class WebhookWalkTests(PagesFixture fixture)
{
    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Webhooks_FromSecretToAFailedAttempt_AreTriedAndShown(int width)
    {
        await using var listener = await HookListener.StartAsync();
        await using var visit = await Visit.StartAsync(fixture.Browser, Screen.Of(width));
        var demo = fixture.Product.Description.Tenants.Single(tenant => tenant.Slug == "globex");
        var admin = demo.SignIns.Single(signIn => signIn.Role == "admin");
        var address = demo.Url.GetLeftPart(UriPartial.Authority);
        var page = visit.Page;
        await visit.SignInAsync(address, admin.Email, admin.Password);

        await visit.OpenAsync(address + "/settings/webhooks");
        await visit.ReadAsync("No endpoint yet");
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync("ftp://nowhere");
        await Button("Add endpoint").ClickAsync();
        await visit.ReadAsync("An address begins with https://");
        await visit.LookAsync("settings-webhooks-refused");
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync(listener.Url);
        // Its own tests alone: nobody else's changes reach it meanwhile.
        await page.GetByLabel("Domains", new() { Exact = true }).CheckAsync();
        await Button("Add endpoint").ClickAsync();
        await visit.ReadAsync("Copy the secret now");
        await visit.LookAsync("settings-webhooks-secret");
        await page.GetByLabel("Signing secret").GetByRole(AriaRole.Button).First.ClickAsync();
        var secret = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        await Button("I have copied it").ClickAsync();

        await Button($"Send test to {listener.Url}").ClickAsync();
        await visit.ReadAsync("Delivered");
        await visit.LookAsync("settings-webhooks-delivered");
        var (id, timestamp, signature, body) = listener.Received.ShouldHaveSingleItem();
        var expected = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}"));
        signature.ShouldBe("v1," + Convert.ToBase64String(expected));

        listener.Status = 500;
        await Button($"Send test to {listener.Url}").ClickAsync();
        await visit.ReadAsync("It answered 500.");
        await visit.LookAsync("settings-webhooks-failed");

        await Button($"Delete {listener.Url}").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete endpoint" }).ClickAsync();
        await visit.ReadAsync("No endpoint yet");
        visit.ShouldHaveNoComplaints();

        ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
    }
}
