using Portal.Tests.Tenancy;

namespace Portal.Tests.Operations;

/// <summary>Staff see the queue while a tenant's own database is away.</summary>
public sealed class AwayDatabaseTests
{
    [Fact]
    public async Task List_WhileATenantsOwnDatabaseIsAway_ShowsTheRestAndNamesIt()
    {
        // Nobody listens there.
        const string Nowhere = "Host=127.0.0.1;Port=1;Database=none;Username=none;Timeout=2";
        await using var host = new PortalHost { Settings = [$"--Database:Own:gone:App={Nowhere}", $"--Database:Own:gone:Platform={Nowhere}"] };
        await host.InitializeAsync();
        var (there, away) = (await host.ActiveTenantAsync(), await host.ActiveTenantAsync());
        await host.Database.ListAsync(
            $"""
            insert into portal.operation (tenant_id, id, kind, serial_key, subject_kind, subject_id, payload, state, not_before, correlation_id, created_by, created_at)
            values ('{there.Uuid}', gen_random_uuid(), 'test.work', 'k', 'thing', 'x', '{"{}"}', 'failed', now(), 'c', 'ann', now()) returning kind
            """);
        await host.Database.ListAsync($"update portal.tenant set isolation = 'database', database_name = 'gone' where id = '{away.Uuid}' returning slug");
        var staff = await Staff.SignInAsync(host);

        var list = await staff.GetAsync("/operations");

        list["items"]!.AsArray().Select(o => (string?)o!["slug"]).ShouldBe([there.Slug]);
        var unanswered = list["unanswered"]!.AsArray().Single()!;
        ((string?)unanswered["database"]).ShouldBe("gone");
        unanswered["tenants"]!.AsArray().Select(slug => (string?)slug).ShouldBe([away.Slug]);
    }
}
