using Microsoft.Playwright;
using Npgsql;

namespace Portal.EndToEndTests.Pages;

/// <summary>Staff and a tenant's admin side by side: what one does, the other sees.</summary>
[Collection(PagesCollection.Name)]
public sealed class PlatformWalkTests(PagesFixture fixture)
{
    private const string AddFailed =
        """
        insert into portal.operation (tenant_id, id, kind, serial_key, subject_kind, subject_id, payload, state, attempts, error, not_before, correlation_id, created_by,
            created_at, started_at, finished_at)
        select t.id, $1, 'test.failed', $1::text, 'thing', 'x', '{}', 'failed', 5, $2, now(), '4bf92f3577b34da6a3ce929d0e0e4736', 'ada', now(), now(), now()
        from portal.tenant t where t.slug = 'globex'
        """;

    private string Platform => fixture.Platform;

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Platform_SectionBySection_IsShown(int width)
    {
        await using var staff = await Visit.StartAsync(fixture.Browser, Screen.Of(width));
        await SignInAsync(staff);

        // Other walks may have left a dead letter of theirs; this one's is its own.
        var trouble = $"The cluster {width} cannot be reached.";
        await FailAsync(trouble);
        await staff.OpenAsync(Platform + "/platform/operations");
        await staff.ReadAsync(trouble);
        await staff.LookAsync("platform-operations");
        await staff.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = trouble }).GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await staff.Page.GetByLabel("Reason").FillAsync("The cluster is gone");
        await staff.Page.GetByRole(AriaRole.Button, new() { Name = "Discard operation" }).ClickAsync();
        await staff.Page.GetByText(trouble).WaitForAsync(new() { State = WaitForSelectorState.Detached });

        foreach (var (path, words) in new[] { ("backups", "No backup"), ("health", "All is well") })
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
        var signedUp = await fixture.SignUpAsync(slug, "Life Ltd");
        var tenant = signedUp.Url;
        await admin.SignInAsync(tenant, signedUp.Email, signedUp.Password);
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

        await ConfirmAsync(staff, "Make a new key", null, "platform-key-rotation");
        await staff.ReadAsync("Seals what is new.");
        await staff.LookAsync("platform-keys");
        await ConfirmAsync(staff, "Destroy keys", slug, "platform-key-destruction");
        await staff.ReadAsync("What it sealed cannot be read again.");
        (await staff.Page.GetByRole(AriaRole.Button, new() { Name = "Make a new key" }).CountAsync()).ShouldBe(0);

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

    private async Task FailAsync(string trouble)
    {
        await using var source = NpgsqlDataSource.Create(fixture.Product.Description.Database.Superuser);
        await using var insert = source.CreateCommand(AddFailed);
        insert.Parameters.Add(new() { Value = Guid.CreateVersion7() });
        insert.Parameters.Add(new() { Value = trouble });
        (await insert.ExecuteNonQueryAsync()).ShouldBe(1);
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
}
