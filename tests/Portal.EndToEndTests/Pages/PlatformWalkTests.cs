using System.Net.Http.Json;
using Microsoft.Playwright;
using Portal.Local.Http;

namespace Portal.EndToEndTests.Pages;

/// <summary>Staff and a tenant's admin side by side: what one does, the other sees.</summary>
[Collection(PagesCollection.Name)]
public sealed class PlatformWalkTests(PagesFixture fixture)
{
    private const string Password = "correct horse battery staple";

    private string Platform => fixture.Product.Description.Portal.Url.GetLeftPart(UriPartial.Authority);

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Platform_SectionBySection_IsShown(int width)
    {
        await using var staff = await Visit.StartAsync(fixture.Browser, Screen.Of(width));
        await SignInAsync(staff);
        foreach (var (path, words) in new[] { ("operations", "Nothing here"), ("backups", "No backup"), ("health", "All is well") })
        {
            await staff.OpenAsync($"{Platform}/platform/{path}");
            await staff.ReadAsync(words);
            await staff.LookAsync("platform-" + path);
        }

        staff.ShouldHaveNoComplaints();
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Platform_FromSuspensionToCertificate_IsSeenByBothSides(int width)
    {
        await using var staff = await Visit.StartAsync(fixture.Browser, Screen.Of(width));
        await using var admin = await Visit.StartAsync(fixture.Browser, Screen.Of(width));
        var slug = $"life-{width}";
        var tenant = await SignUpAsync(slug);
        await admin.SignInAsync(tenant, "ada@life.example", Password);
        await SignInAsync(staff);
        await staff.ReadAsync("Globex");
        (await staff.Page.Locator(".boot").IsVisibleAsync()).ShouldBeFalse("what stands in for the page until it is drawn is still there");
        await staff.LookAsync("platform-tenants");

        await staff.OpenAsync($"{Platform}/platform/tenants?search={slug}");
        await staff.Page.GetByRole(AriaRole.Link, new() { Name = "Life Ltd" }).ClickAsync();
        await BadgeAsync(staff, "Active");
        await staff.LookAsync("platform-tenant");

        // An open page of the tenant ends by itself, and says why.
        await admin.OpenAsync(tenant + "/settings/danger");
        await ConfirmAsync(staff, "Suspend tenant", slug, "platform-suspend");
        await BadgeAsync(staff, "Suspended");
        await admin.Page.GetByText("This portal is suspended").WaitForAsync(new() { Timeout = 15_000 });
        await admin.LookAsync("suspended");
        await ConfirmAsync(staff, "Resume tenant", null, "platform-resume");
        await BadgeAsync(staff, "Active");

        await admin.OpenAsync(tenant + "/settings/danger");
        await admin.ReadAsync("Export first");
        await admin.LookAsync("danger");
        await ConfirmAsync(admin, "Delete portal", slug, "danger-confirm");
        await admin.ReadAsync("is being deleted");
        await admin.LookAsync("deleting");
        await BadgeAsync(staff, "Being deleted");
        await staff.LookAsync("platform-deleting");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Keep Life Ltd" }).ClickAsync();
        await admin.Page.Locator(".shell").WaitForAsync();
        await BadgeAsync(staff, "Active");

        await staff.Page.GetByRole(AriaRole.Button, new() { Name = "Delete tenant" }).First.ClickAsync();
        await staff.Page.GetByLabel("Grace period, in days").FillAsync("0");
        await staff.Page.GetByRole(AriaRole.Dialog).GetByLabel("Type").FillAsync(slug);
        await staff.LookAsync("platform-delete");
        await staff.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete tenant" }).ClickAsync();
        await BadgeAsync(staff, "Deleted");
        await staff.Page.GetByRole(AriaRole.Link, new() { Name = "Deletion certificate" }).WaitForAsync();
        await staff.LookAsync("platform-deleted");
        var download = await staff.Page.RunAndWaitForDownloadAsync(() => staff.Page.GetByRole(AriaRole.Link, new() { Name = "Deletion certificate" }).ClickAsync());
        (await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).ShouldContain($"\"slug\": \"{slug}\"");

        await staff.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await staff.ReadAsync("For the people who run this deployment");
        staff.ShouldHaveNoComplaints();
    }

    private static Task BadgeAsync(Visit visit, string words) =>
        visit.Page.Locator(".page-head .badge").GetByText(words, new() { Exact = true }).WaitForAsync(new() { Timeout = 60_000 });

    private static async Task ConfirmAsync(Visit visit, string action, string? typed, string picture)
    {
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = action }).First.ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        if (typed is not null)
        {
            await dialog.GetByLabel("Type").FillAsync(typed);
        }

        await visit.LookAsync(picture);
        await dialog.GetByRole(AriaRole.Button, new() { Name = action }).ClickAsync();
    }

    private async Task SignInAsync(Visit visit)
    {
        var staff = fixture.Product.Description.Staff!;
        await visit.OpenAsync(Platform + "/platform/tenants");
        await visit.LookAsync("platform-sign-in");
        await visit.Page.GetByLabel("E-mail address").FillAsync(staff.Email);
        await visit.Page.GetByLabel("Password").FillAsync(staff.Password);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    private async Task<string> SignUpAsync(string slug)
    {
        using var client = LoopbackHttp.Create(new Uri(Platform));
        using var response = await client.PostAsJsonAsync(
            Platform + "/api/v1/tenants",
            new { slug, name = "Life Ltd", admin = new { email = "ada@life.example", displayName = "Ada Life", password = Password } },
            TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return $"http://{slug}.{new Uri(Platform).Authority}";
    }
}
