using System.Net;
using System.Net.Http.Json;
using Npgsql;
using Portal.Tests.Audit;
using Portal.Tests.Tenancy;

namespace Portal.Tests.Operations.Backups;

/// <summary>One tenant comes back into a deployment that goes on serving the others.</summary>
public sealed class TenantRestoreTests(PortalHost host) : IClassFixture<PortalHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tenant_ThatIsSuspended_IsAsItWasAndNobodyElseIsTouched()
    {
        var (acme, globex) = (await host.SignUpAsync(), await host.SignUpAsync());
        await InstallAsync(acme, "tech-radar");
        await ScalarAsync($"update portal.tenant set state = 'active' where id = '{acme.Uuid}'");
        using var tool = new BackupTool(host.Database);
        (await tool.BackupAsync()).ShouldSatisfyAllConditions(made => made.Code.ShouldBe(0, made.Said));
        var backup = tool.Backups.ShouldHaveSingleItem();
        (await acme.SendAsync(HttpMethod.Post, "/api/v1/api-keys", new { name = "made since" })).EnsureSuccessStatusCode();
        await InstallAsync(acme, "ci-status");
        (await globex.SendAsync(HttpMethod.Post, "/api/v1/api-keys", new { name = "made since" })).EnsureSuccessStatusCode();
        (await tool.RestoreAsync(backup, "--tenant", acme.Slug)).ShouldSatisfyAllConditions(refused => refused.Code.ShouldBe(1), refused => refused.Said.ShouldContain("is being served"));
        var staff = await Staff.SignInAsync(host);
        (await staff.PostAsync($"/tenants/{acme.Id}/suspensions", new { reason = "requested" })).EnsureSuccessStatusCode();
        (await tool.RestoreAsync(backup, "--tenant", acme.Slug, "--as", "acme-2")).Said.ShouldContain("cannot be here twice");
        var globexBefore = await GlobexAsync(globex);

        var restored = await tool.RestoreAsync(backup, "--tenant", acme.Slug);

        restored.ShouldSatisfyAllConditions(r => r.Code.ShouldBe(0, r.Said), r => r.Said.ShouldContain("1 plugins roll out again; 1 that the backup does not know are uninstalled"));
        (await ScalarAsync($"select string_agg(name, ' ' order by name) from portal.api_key where tenant_id = '{acme.Uuid}'")).ShouldBe("tests");
        (await ScalarAsync($"select string_agg(p.key || ' ' || i.state, ', ' order by p.key) from portal.installation i join portal.plugin p on p.id = i.plugin_id where tenant_id = '{acme.Uuid}'"))
            .ShouldBe("ci-status uninstalling, tech-radar upgrading");
        await AuditTreeCheck.PlaceAsync(host, acme);
        (await ScalarAsync($"select string_agg(action, ' ' order by sequence desc) filter (where action in ('tenant.restored', 'tenant.suspended', 'api-key.created')) from portal.audit_record where tenant_id = '{acme.Uuid}'"))
            .ShouldBe("tenant.restored tenant.suspended api-key.created api-key.created");
        (await ScalarAsync($"select count(*) from portal.session where tenant_id = '{acme.Uuid}'")).ShouldBe(0L);
        (await ScalarAsync($"select count(*) from portal.platform_record where action = 'tenant.restored' and tenant = '{acme.Uuid}'")).ShouldBe(1L);
        (await GlobexAsync(globex)).ShouldBe(globexBefore);
        (await staff.PostAsync($"/tenants/{acme.Id}/resumptions")).EnsureSuccessStatusCode();
        (await acme.SignInAsync()).ShouldNotBeNullOrEmpty();
        using var key = await acme.Client.GetAsync("/api/v1/me", Cancel);
        key.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Tenant_ThatIsAbsent_ComesUnderAnotherSlugWithItsPasswords()
    {
        var acme = await host.SignUpAsync();
        using var tool = new BackupTool(host.Database);
        (await tool.BackupAsync()).Code.ShouldBe(0);
        await using var there = new PortalHost();
        await there.InitializeAsync();
        using var other = new BackupTool(there.Database);

        var restored = await other.RestoreAsync(tool.Backups.ShouldHaveSingleItem(), "--tenant", acme.Slug, "--as", "acme-again", "--key", tool.KeyPath);

        restored.ShouldSatisfyAllConditions(r => r.Code.ShouldBe(0, r.Said), r => r.Said.ShouldContain("Restored acme-again"), r => r.Said.ShouldContain("It is suspended"));
        var staff = await Staff.SignInAsync(there);
        (await staff.PostAsync($"/tenants/{acme.Id}/resumptions")).EnsureSuccessStatusCode();
        using var signIn = await there.Client("acme-again").PostAsJsonAsync("/api/v1/sessions", new { email = acme.Email, password = TestTenant.Password }, Cancel);
        signIn.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await other.RestoreAsync(tool.Backups[0], "--tenant", "nobody", "--key", tool.KeyPath)).Said.ShouldContain("The backup has no tenant \"nobody\"");
    }

    [Fact]
    public async Task Cluster_ThatIsNew_IsOrderedAgainFromTheRows()
    {
        await using var alone = new PortalHost();
        await alone.InitializeAsync();
        var tenant = await alone.SignUpAsync();
        await InstallAsync(alone, tenant, "tech-radar");
        using var tool = new BackupTool(alone.Database);

        (await tool.RestoreAsync("--settle")).ShouldBe((0, "Ended 1 sessions; 0 operations that were under way are done again." + Environment.NewLine));
        (await tool.RestoreAsync("--rebuild-cluster")).ShouldBe((0, "Ordered namespaces of 1 tenants and 1 plugins again." + Environment.NewLine));

        (await ScalarAsync(alone, "select string_agg(kind, ' ' order by kind) from portal.operation where state = 'queued' and created_by = 'Restore'")).ShouldBe("rollout.apply tenant.provision");
        (await ScalarAsync(alone, "select string_agg(action, ' ') from portal.platform_record")).ShouldBe("deployment.recovered");
    }

    private async Task<string> GlobexAsync(TestTenant tenant)
    {
        await AuditTreeCheck.PlaceAsync(host, tenant);
        return (string)(await ScalarAsync(
            $"select (select jsonb_agg(to_jsonb(m) order by id) from portal.member m where tenant_id = '{tenant.Uuid}')::text || (select jsonb_agg(to_jsonb(r) order by sequence) from portal.audit_record r where tenant_id = '{tenant.Uuid}')::text"))!;
    }

    private Task InstallAsync(TestTenant tenant, string plugin) => InstallAsync(host, tenant, plugin);

    private static async Task InstallAsync(PortalHost host, TestTenant tenant, string plugin) => await ScalarAsync(
        host,
        $"""
        insert into portal.installation (tenant_id, id, plugin_id, state, version, strategy, created_by, created_at, updated_at)
        select '{tenant.Uuid}', gen_random_uuid(), id, 'active', '1.0.0', '{"{}"}', gen_random_uuid(), now(), now() from portal.plugin where key = '{plugin}'
        """);

    private Task<object?> ScalarAsync(string sql) => ScalarAsync(host, sql);

    private static async Task<object?> ScalarAsync(PortalHost host, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(host.Database.Superuser) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancel);
    }
}
