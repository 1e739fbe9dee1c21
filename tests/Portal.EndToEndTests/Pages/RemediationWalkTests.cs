using Microsoft.Playwright;
using Npgsql;

namespace Portal.EndToEndTests.Pages;

/// <summary>Something is found at night: an admin reads it on a phone, decides at a desk, and says what may be done by itself next time.</summary>
[Collection(PagesCollection.Name)]
public sealed class RemediationWalkTests(PagesFixture fixture)
{
    private const string Slug = "night";

    [Fact]
    public async Task Findings_AreReadActedOnAndDismissed_AndSettingsSaved()
    {
        // Of its own, without a rollout: the operator, which looks again and again, would call off at any moment what was never there.
        var tenant = await fixture.SignUpAsync(Slug, "Night Ltd");
        var address = tenant.Url;
        var crash = await FoundAsync("crash_loop", "stable", "2 of 5 pods of version 1.0.0, which users have, keep crashing. All of them are on node worker-3; pods elsewhere are well.",
            "delete_pod", "Delete the pod ci-status-stable-7d9f4-x2; another one starts, on another node if the cluster has one.");
        var quota = await FoundAsync("quota_pressure", "canary", "The quota tenant-limits lets 2 of 4 pods of version 1.1.0 start. Each further one needs 500m limits.cpu more (4 of 4 are used).",
            "tell", "Raise the quota tenant-limits, or make room in it.");
        await using var desk = await SignInAsync(Screen.Desktop);
        await using var phone = await SignInAsync(Screen.Phone);

        await desk.OpenAsync(address + "/remediations");
        await desk.ReadAsync("All of them are on node worker-3");
        await desk.LookAsync("remediations");
        await phone.OpenAsync(address + "/remediations?state=current");
        await phone.ReadAsync("Quota pressure");
        await phone.LookAsync("remediations");

        await phone.OpenAsync($"{address}/remediations/{crash}");
        await phone.LookAsync("remediation");
        await desk.OpenAsync($"{address}/remediations/{crash}");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Delete the pod" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Dialog).GetByText("Nothing is deleted if no other pod of the version is ready.").WaitForAsync();
        await desk.LookAsync("remediation-act");
        await desk.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete the pod" }).ClickAsync();

        // There is no such rollout in the cluster: the operator says so, and both pages follow.
        await desk.ReadAsync("The rollout is gone: nothing was left to do.");
        await phone.ReadAsync("The rollout is gone: nothing was left to do.");
        await desk.LookAsync("remediation");

        await desk.OpenAsync($"{address}/remediations/{quota}");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();
        var dialog = desk.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();
        await dialog.GetByText("A reason is required").WaitForAsync();
        await dialog.GetByLabel("Reason").FillAsync("The quota grows tonight");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();
        await desk.ReadAsync("The quota grows tonight");

        await desk.OpenAsync(address + "/settings/remediations");
        await desk.Page.GetByLabel("Crash loop: setting").SelectOptionAsync("automatic");
        await desk.Page.Locator("#cap-tenant").FillAsync("0");
        await desk.Page.Locator("#cap-tenant").PressAsync("Tab");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Save settings" }).ClickAsync();
        await desk.ReadAsync("At least 1 and at most 100 attempts an hour.");
        await desk.Page.Locator("#cap-tenant").FillAsync("5");
        await desk.Page.Locator("#cap-tenant").PressAsync("Tab");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Save settings" }).ClickAsync();
        await desk.Page.GetByText("The remediation settings are saved.").WaitForAsync();
        await desk.LookAsync("settings-remediations");
        await phone.OpenAsync(address + "/settings/remediations");
        await phone.ReadAsync("Attempts in an hour");
        await phone.LookAsync("settings-remediations");

        // On the rollout's own page, too; there by then or over again, since the operator sees nothing of it.
        await new Walker(desk, address).InstallAsync("ci-status", "1.0.0");
        var page = desk.Page.Url;
        var held = await FoundAsync("quota_pressure", "stable", "The quota tenant-limits lets 1 of 2 pods of version 1.0.0 start.", "hold", "Pause it.", Guid.Parse(page[^32..]));
        await AttemptedAsync(Guid.Parse(held[^32..]));
        await desk.OpenAsync(page);
        await desk.ReadAsync("lets 1 of 2 pods of version 1.0.0 start");
        await desk.ReadAsync("The rollout was paused where it is.");
        await desk.LookAsync("rollout-remediation");
        desk.ShouldHaveNoComplaints();
        phone.ShouldHaveNoComplaints();

        async Task<Visit> SignInAsync(Screen screen)
        {
            var visit = await Visit.StartAsync(fixture.Browser, screen);
            await visit.SignInAsync(address, tenant.Email, tenant.Password);
            return visit;
        }
    }

    /// <summary>As the operator writes it down.</summary>
    private async Task<string> FoundAsync(string kind, string part, string found, string remedy, string words, Guid? rollout = null)
    {
        var id = Guid.CreateVersion7();
        await using var source = NpgsqlDataSource.Create(fixture.Product.Description.Database.Superuser);
        await using var insert = source.CreateCommand(
            """
            insert into portal.remediation (tenant_id, id, rollout_id, kind, object, object_uid, part, severity, state, found, remedy, remedy_words, remedy_target, first_seen_at, last_seen_at, updated_at)
            select t.id, $1, nullif($8, '00000000-0000-0000-0000-000000000000'::uuid), $2, t.namespace || '/gone', 'uid', $3, 'medium', 'suggested', $4, $5, $6, 'ci-status-stable-7d9f4-x2', now(), now(), now() from portal.tenant t where t.slug = $7
            """);
        foreach (var value in (object[])[id, kind, part, found, remedy, words, Slug, rollout ?? Guid.Empty])
        {
            insert.Parameters.Add(new() { Value = value });
        }

        (await insert.ExecuteNonQueryAsync()).ShouldBe(1);
        return $"rem_{id:N}";
    }

    private async Task AttemptedAsync(Guid remediation)
    {
        await using var source = NpgsqlDataSource.Create(fixture.Product.Description.Database.Superuser);
        await using var insert = source.CreateCommand(
            """
            insert into portal.remediation_attempt (tenant_id, remediation_id, number, object, remedy, words, asked_by, operation_id, at, done_at, outcome)
            select r.tenant_id, r.id, 1, r.object, 'hold', 'Pause it.', 'Portal operator', gen_random_uuid(), now(), now(), 'The rollout was paused where it is.'
            from portal.remediation r where r.id = $1
            """);
        insert.Parameters.Add(new() { Value = remediation });
        (await insert.ExecuteNonQueryAsync()).ShouldBe(1);
    }
}
