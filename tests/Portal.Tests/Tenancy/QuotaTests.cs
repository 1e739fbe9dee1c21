using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Access;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Access;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;

namespace Portal.Tests.Tenancy;

public sealed class QuotaTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Members_TwoHundredAtOnceWithOneLeft_AddsExactlyOne()
    {
        var tenant = await host.SignUpAsync();
        await AgreeAsync(tenant, "members", 2);
        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => WriteMemberAsync(tenant)));
        results.Count(refused => refused is null).ShouldBe(1);
        results.Where(refused => refused is not null).Distinct().ShouldBe([new QuotaExceeded(QuotaResource.Members, 2, 2)]);
        (await UsedAsync(tenant, "Members")).ShouldBe(2);
    }

    [Fact]
    public async Task Members_WhenOneIsDisabled_HaveRoomForAnother()
    {
        var tenant = await host.SignUpAsync();
        await AgreeAsync(tenant, "members", 2);
        (await AddMemberAsync(tenant, 1)).Succeeded.ShouldBeTrue();
        (await AddMemberAsync(tenant, 2)).Error.ShouldBe(new QuotaExceeded(QuotaResource.Members, 2, 2));
        await ExecuteAsync($"update portal.member set disabled_at = now() where tenant_id = '{tenant.Uuid}' and role = 'viewer'");
        (await AddMemberAsync(tenant, 3)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Install_WithNothingLeft_IsRefusedWithResourceLimitAndUse()
    {
        var tenant = await host.SignUpAsync();
        await AgreeAsync(tenant, "plugins", 1);
        using var first = await tenant.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin = "ci-status" });
        await first.ShouldBeAsync(HttpStatusCode.Accepted);
        using var second = await tenant.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin = "tech-radar" });
        var problem = await second.ShouldBeAsync(HttpStatusCode.Conflict);
        ((string?)problem["code"]).ShouldBe("quota.exceeded");
        ((string?)problem["detail"]).ShouldBe("This tenant may have 1 installed plugins and has 1. Uninstall plugins that nobody uses, or ask for a higher limit.");
        (await UsedAsync(tenant, "Plugins")).ShouldBe(1);
    }

    [Fact]
    public async Task Rollouts_WhenOneEnds_HaveRoomForAnother()
    {
        var tenant = await host.SignUpAsync();
        await AgreeAsync(tenant, "concurrent_rollouts", 1);
        using var first = await tenant.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin = "ci-status" });
        await first.ShouldBeAsync(HttpStatusCode.Accepted);
        using var second = await tenant.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin = "tech-radar" });
        await second.ShouldBeProblemAsync(HttpStatusCode.Conflict, "quota.exceeded");
        (await UsedAsync(tenant, "Plugins")).ShouldBe(1, "the refused installation is not counted");
        await ExecuteAsync($"update portal.rollout set finished_at = now(), phase = 'Completed' where tenant_id = '{tenant.Uuid}'");
        using var third = await tenant.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin = "tech-radar" });
        await third.ShouldBeAsync(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Warning_WhenFourFifthsArePassed_IsRecordedOnce()
    {
        var tenant = await host.SignUpAsync();
        await AgreeAsync(tenant, "members", 5);
        for (var number = 0; number < 4; number++)
        {
            (await WriteMemberAsync(tenant)).ShouldBeNull();
        }

        var records = await tenant.GetAsync("/api/v1/audit-records?action=quota.warning");
        var record = records["items"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)record["subjectName"]).ShouldBe("members");
        ((string?)record["detail"]!["used"]).ShouldBe("4");
    }

    [Fact]
    public async Task Quotas_AfterRandomChanges_EqualWhatIsThere()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var tenants = new[] { await host.SignUpAsync(), await host.SignUpAsync(), await host.SignUpAsync() };
        for (var step = 0; step < 300; step++)
        {
            await ExecuteAsync(RandomChange(random, [.. tenants.Select(tenant => tenant.Uuid)]));
        }

        (await ScalarAsync(
            """
            select count(*) from portal.tenant t where
                coalesce((select used from portal.quota_usage u where u.tenant_id = t.id and resource = 'members'), 0)
                    <> (select count(*) from portal.member m where m.tenant_id = t.id and disabled_at is null)
                or coalesce((select used from portal.quota_usage u where u.tenant_id = t.id and resource = 'storage_bytes'), 0)
                    <> (select coalesce(sum(octet_length(body)), 0) from portal.idempotency_key k where k.tenant_id = t.id)
            """)).ShouldBe(0, $"seed {seed}");
    }

    [Fact]
    public async Task Quotas_OfATenantThatWasNeverCounted_AreCountedWithTheFirstChange()
    {
        var tenant = await host.SignUpAsync();
        await ExecuteAsync($"delete from portal.quota_usage where tenant_id = '{tenant.Uuid}' and resource = 'members'");
        (await WriteMemberAsync(tenant)).ShouldBeNull();
        (await UsedAsync(tenant, "Members")).ShouldBe(2);
    }

    [Fact]
    public async Task Overrides_ByWhoServesTenants_CannotBeWritten()
    {
        var tenant = await host.SignUpAsync();
        await using var source = NpgsqlDataSource.Create(host.Database.App);
        await using var command = source.CreateCommand(
            $"insert into portal.quota_override values ('{tenant.Uuid}', 'members', 1000000, 'mine', now())");
        var refused = await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    private static string RandomChange(Random random, Guid[] tenants)
    {
        var tenant = tenants[random.Next(tenants.Length)];
        return random.Next(6) switch
        {
            0 => $"""
                insert into portal.member (tenant_id, id, email, email_normalized, display_name, password_hash, role, created_at)
                select t.id, gen_random_uuid(), 'x@y.example', gen_random_uuid()::text, 'X', '', 'viewer', now()
                from portal.tenant t, generate_series(1, {random.Next(1, 4)}) where t.id = any (array['{tenant}', '{tenants[0]}']::uuid[])
                """,
            1 => $"update portal.member set disabled_at = case when disabled_at is null then now() end where id in (select id from portal.member where role = 'viewer' order by random() limit 3)",
            2 => $"delete from portal.member where id in (select id from portal.member where role = 'viewer' and tenant_id = '{tenant}' limit 2)",
            3 => $"insert into portal.idempotency_key (tenant_id, principal, route, key, fingerprint, body, created_at) values ('{tenant}', 'p', 'r', '{Guid.NewGuid()}', '', repeat('x', {random.Next(100)}), now())",
            4 => $"update portal.idempotency_key set body = case when random() < 0.3 then null else repeat('ä', {random.Next(100)}) end where tenant_id = '{tenant}'",
            _ => $"delete from portal.idempotency_key where key in (select key from portal.idempotency_key where tenant_id = '{tenant}' limit 1)",
        };
    }

    private static Caller Admin(TestTenant tenant) => new(new(tenant.Uuid), PrincipalKind.Member, new(Guid.NewGuid()), "mem_test", "Ada", Role.Admin, "test");

    // As the use case does, without hashing a password each time.
    private async Task<QuotaExceeded?> WriteMemberAsync(TestTenant tenant)
    {
        await using var work = await host.Services.GetRequiredService<TenantUnitOfWorks>().BeginAsync(new(tenant.Uuid), TestContext.Current.CancellationToken);
        var id = work.NewId();
        work.Db.Add(new MemberRow
        {
            TenantId = work.Tenant,
            Id = new(id),
            Email = "m@example.com",
            EmailNormalized = $"{id}@example.com",
            DisplayName = "Member",
            PasswordHash = "",
            Role = Role.Viewer,
            CreatedAt = work.Now,
        });
        return await work.CommitWithinQuotasAsync(Admin(tenant), TestContext.Current.CancellationToken);
    }

    private Task<Result<MemberView>> AddMemberAsync(TestTenant tenant, int number) => host.Services.GetRequiredService<AddMember>().ExecuteAsync(
        Admin(tenant), new($"m{number}@example.com", $"Member {number}", TestTenant.Password, "viewer"), TestContext.Current.CancellationToken);

    private Task AgreeAsync(TestTenant tenant, string resource, int limit) =>
        ExecuteAsync($"insert into portal.quota_override values ('{tenant.Uuid}', '{resource}', {limit}, 'test', now())");

    private static async Task<long> UsedAsync(TestTenant tenant, string resource) =>
        (long)(await tenant.GetAsync("/api/v1/quotas"))["items"]!.AsArray().Single(quota => (string?)quota!["resource"] == resource)!["used"]!;

    private async Task ExecuteAsync(string sql) => await ScalarAsync(sql);

    private async Task<long> ScalarAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(host.Database.Superuser);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) as long? ?? 0;
    }
}
