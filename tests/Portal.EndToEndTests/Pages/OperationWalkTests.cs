using Microsoft.Playwright;
using Npgsql;

namespace Portal.EndToEndTests.Pages;

/// <summary>A person watches an operation: how far it is, and what can be done where it failed.</summary>
[Collection(PagesCollection.Name)]
public sealed class OperationWalkTests(PagesFixture fixture)
{
    private const string Add =
        """
        insert into portal.operation (tenant_id, id, kind, serial_key, subject_kind, subject_id, payload, state, attempts, lease_until, error, progress, progress_text, not_before,
            correlation_id, created_by, created_at, started_at, finished_at)
        select t.id, $1, $2, $1::text, 'thing', 'x', '{}', $3, 1, now() + interval '1 hour', $4, 20, '3 of 15 tables written', now(),
            '4bf92f3577b34da6a3ce929d0e0e4736', 'ada', now(), now(), case when $3 = 'failed' then now() end
        from portal.tenant t where t.slug = 'globex'
        """;

    private const string Report =
        """
        with reported as (update portal.operation set progress = 80, progress_text = '12 of 15 tables written' where id = $1 returning tenant_id, id)
        select pg_notify('portal_event', tenant_id || ':operation:opr_' || replace(id::text, '-', '')) from reported
        """;

    private const string End =
        """
        with ended as (update portal.operation set state = 'canceled', lease_until = null, finished_at = now() where id = $1 returning tenant_id, id)
        select pg_notify('portal_event', tenant_id || ':operation:opr_' || replace(id::text, '-', '')) from ended
        """;

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Operation_WhileItRuns_SaysHowFarItIsAsItHappens(int width)
    {
        await using var source = NpgsqlDataSource.Create(fixture.Product.Description.Database.Superuser);
        await using var visit = await Visit.StartAsync(fixture.Browser, Screen.Of(width));
        var address = await SignInAsync(visit);
        var id = Guid.CreateVersion7();
        await RunAsync(source, Add, id, "test.running", "running", DBNull.Value);

        await visit.OpenAsync($"{address}/operations/opr_{id:n}");
        await visit.ReadAsync("20 % · 3 of 15 tables written");
        await RunAsync(source, Report, id);
        await visit.ReadAsync("80 % · 12 of 15 tables written");
        await visit.LookAsync("operation-running");

        await RunAsync(source, End, id);
        await visit.Page.Locator("progress").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        visit.ShouldHaveNoComplaints();
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Operation_ThatEndedItsRolloutWithItsFailure_SaysWhatToDoInsteadOfRetrying(int width)
    {
        await using var source = NpgsqlDataSource.Create(fixture.Product.Description.Database.Superuser);
        await using var visit = await Visit.StartAsync(fixture.Browser, Screen.Of(width));
        var address = await SignInAsync(visit);
        var id = Guid.CreateVersion7();
        await RunAsync(source, Add, id, "rollout.apply", "failed", "The cluster cannot be reached.");

        await visit.OpenAsync($"{address}/operations/opr_{id:n}");
        await visit.ReadAsync("install or upgrade the plugin once more");
        (await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Retry operation" }).CountAsync()).ShouldBe(0);
        await visit.LookAsync("operation-failed");
        await visit.OpenAsync($"{address}/operations");
        await visit.ReadAsync("are kept 90 days");
        await visit.LookAsync("operations");

        await RunAsync(source, End, id);
        visit.ShouldHaveNoComplaints();
    }

    private static async Task RunAsync(NpgsqlDataSource source, string sql, params object[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        (await command.ExecuteNonQueryAsync()).ShouldNotBe(0);
    }

    private async Task<string> SignInAsync(Visit visit)
    {
        var demo = fixture.Product.Description.Tenants.Single(tenant => tenant.Slug == "globex");
        var admin = demo.SignIns.Single(signIn => signIn.Role == "admin");
        var address = demo.Url.GetLeftPart(UriPartial.Authority);
        await visit.SignInAsync(address, admin.Email, admin.Password);
        return address;
    }
}
