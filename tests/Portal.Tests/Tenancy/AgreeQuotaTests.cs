using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;
using Portal.Infrastructure.Tenancy.Data;

namespace Portal.Tests.Tenancy;

/// <summary>Staff agree limits with a tenant, wherever it lives.</summary>
public sealed class AgreeQuotaTests(OwnDatabaseHost world) : IClassFixture<OwnDatabaseHost>
{
    private const long Top = 1_000_000_000_000_000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private PortalHost Host => world.Host;

    [Fact]
    public async Task Agree_WithATenant_HoldsAtOnceAndIsRecordedOnce()
    {
        var (tenant, staff) = (await Host.ActiveTenantAsync(), await Staff.SignInAsync(Host));
        for (var time = 0; time < 2; time++)
        {
            using var agreed = await PutAsync(staff, tenant, "Plugins", new { limit = 1, reason = "A trial." });
            var quota = await agreed.ShouldBeAsync(HttpStatusCode.OK);
            ((long)quota["limit"]!, (long)quota["default"]!, (string?)quota["reason"]).ShouldBe((1, 200, "A trial."));
        }

        using (var first = await tenant.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin = "ci-status" }))
        {
            await first.ShouldBeAsync(HttpStatusCode.Accepted);
        }

        using (var second = await tenant.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin = "tech-radar" }))
        {
            await second.ShouldBeProblemAsync(HttpStatusCode.Conflict, "quota.exceeded");
        }

        var record = (await tenant.GetAsync("/api/v1/audit-records?action=quota.agreed"))["items"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)record["detail"]!["limit"], (string?)record["detail"]!["reason"]).ShouldBe(("1", "A trial."));
        (await Host.Database.ListAsync($"select actor || ' ' || (detail ->> 'resource') || ' ' || (detail ->> 'limit') from portal.platform_record where tenant = '{tenant.Uuid}' and action = 'quota.agreed'"))
            .ShouldBe([$"{staff.Email} Plugins 1"]);
        var shown = (await staff.GetAsync($"/tenants/{tenant.Id}"))["quotas"]!.AsArray().Single(quota => (string?)quota!["resource"] == "Plugins")!;
        ((long)shown["used"]!, (long)shown["limit"]!, (string?)shown["reason"]).ShouldBe((1, 1, "A trial."));
    }

    [Fact]
    public async Task Withdraw_TwiceOver_GoesBackToEverybodysLimitAndIsRecordedOnce()
    {
        var (tenant, staff) = (await Host.ActiveTenantAsync(), await Staff.SignInAsync(Host));
        using (var agreed = await PutAsync(staff, tenant, "members", new { limit = Top, reason = "As many as there are." }))
        {
            await agreed.ShouldBeAsync(HttpStatusCode.OK);
        }

        for (var time = 0; time < 2; time++)
        {
            using var withdrawn = await staff.Client.DeleteAsync($"/api/v1/platform/tenants/{tenant.Id}/quotas/members", Stop);
            var quota = await withdrawn.ShouldBeAsync(HttpStatusCode.OK);
            ((long)quota["limit"]!, quota["reason"]).ShouldBe((1000, null));
        }

        (await tenant.GetAsync("/api/v1/audit-records?action=quota.withdrawn"))["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("members", """{"limit": -1, "reason": "x"}""", HttpStatusCode.UnprocessableEntity, "request.invalid")]
    [InlineData("members", """{"limit": 1000000000000001, "reason": "x"}""", HttpStatusCode.UnprocessableEntity, "request.invalid")]
    [InlineData("members", """{"reason": "x"}""", HttpStatusCode.UnprocessableEntity, "request.invalid")]
    [InlineData("members", """{"limit": 1, "reason": " "}""", HttpStatusCode.UnprocessableEntity, "request.invalid")]
    [InlineData("members", """{"limit": 99999999999999999999, "reason": "x"}""", HttpStatusCode.BadRequest, "request.malformed")]
    [InlineData("members", """{"limit": 1.5, "reason": "x"}""", HttpStatusCode.BadRequest, "request.malformed")]
    [InlineData("cats", """{"limit": 1, "reason": "x"}""", HttpStatusCode.NotFound, "quota.unknown")]
    [InlineData("0", """{"limit": 1, "reason": "x"}""", HttpStatusCode.NotFound, "quota.unknown")]
    public async Task Agree_WithBadInput_IsRefused(string resource, string body, HttpStatusCode status, string code)
    {
        var (tenant, staff) = (await Host.ActiveTenantAsync(), await Staff.SignInAsync(Host));
        using var refused = await PutAsync(staff, tenant, resource, JsonNode.Parse(body)!);
        var problem = await refused.ShouldBeAsync(status);
        ((string?)problem["code"]).ShouldBe(code);
        (await Host.Database.ListAsync($"select resource from portal.quota_override where tenant_id = '{tenant.Uuid}'")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Agree_BySupport_IsForbidden()
    {
        var (tenant, support) = (await Host.ActiveTenantAsync(), await Staff.SignInAsync(Host, StaffRole.Support));
        using var refused = await PutAsync(support, tenant, "members", new { limit = 1, reason = "x" });
        await refused.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "staff.forbidden");
    }

    [Fact]
    public async Task Agree_WithATenantThatIsBeingDeleted_IsRefused()
    {
        var (tenant, staff) = (await Host.ActiveTenantAsync(), await Staff.SignInAsync(Host));
        await Host.HappensAsync(tenant, new TenantDeletionRequested(TimeSpan.FromDays(1)));
        using var refused = await PutAsync(staff, tenant, "members", new { limit = 1, reason = "x" });
        await refused.ShouldBeProblemAsync(HttpStatusCode.Conflict, "quota.tenant-leaving");
    }

    [Fact]
    public async Task Warning_NearTheTop_DoesNotOverflow()
    {
        var (tenant, staff) = (await Host.ActiveTenantAsync(), await Staff.SignInAsync(Host));
        using (var agreed = await PutAsync(staff, tenant, "plugins", new { limit = Top, reason = "x" }))
        {
            await agreed.ShouldBeAsync(HttpStatusCode.OK);
        }

        await Host.Database.ListAsync($"insert into portal.quota_usage values ('{tenant.Uuid}', 'plugins', {long.MaxValue - 10}) on conflict (tenant_id, resource) do update set used = excluded.used returning resource");
        using var refused = await tenant.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin = "ci-status" });
        await refused.ShouldBeProblemAsync(HttpStatusCode.Conflict, "quota.exceeded");
    }

    [Fact]
    public async Task Storage_OfKeptArchives_IsCountedAndRefusesAnother()
    {
        var (tenant, staff) = (await Host.ActiveTenantAsync(), await Staff.SignInAsync(Host));
        // What is kept of answers counts, too.
        await Host.Database.ListAsync($"update portal.idempotency_key set body = null where tenant_id = '{tenant.Uuid}' returning key");
        await Host.Database.ListAsync(
            $"""
            with made as (insert into portal.tenant_export (tenant_id, id, operation_id, state, requested_by, created_at) values ('{tenant.Uuid}', gen_random_uuid(), gen_random_uuid(), 'failed', 'x', now())
                returning tenant_id, id)
            insert into portal.tenant_export_chunk select tenant_id, id, n, convert_to(repeat('x', 1000), 'UTF8') from made, generate_series(0, 2) n returning 'done'
            """);
        using (var agreed = await PutAsync(staff, tenant, "storageBytes", new { limit = 3000, reason = "Little." }))
        {
            ((long)(await agreed.ShouldBeAsync(HttpStatusCode.OK))["used"]!).ShouldBe(3000);
        }

        using (var refused = await tenant.SendAsync(HttpMethod.Post, "/api/v1/exports"))
        {
            await refused.ShouldBeProblemAsync(HttpStatusCode.Conflict, "quota.exceeded");
        }

        await Host.Database.ListAsync($"delete from portal.tenant_export_chunk where tenant_id = '{tenant.Uuid}' and sequence = 0 returning 'gone'");
        using var another = await tenant.SendAsync(HttpMethod.Post, "/api/v1/exports");
        await another.ShouldBeAsync(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Agree_WithATenantInADatabaseOfItsOwn_HoldsThereAndForItsRequests()
    {
        var (tenant, staff) = (await Host.ActiveTenantAsync(), await Staff.SignInAsync(Host));
        using (var before = await PutAsync(staff, tenant, "apiRequestsPerMinute", new { limit = 70_000, reason = "Before it moved." }))
        {
            await before.ShouldBeAsync(HttpStatusCode.OK);
        }

        var databases = Host.Services.GetRequiredService<OwnDatabases>();
        await new OwnDatabaseMove(Host.Services.GetRequiredService<TenantUnitOfWorks>(), Host.Services.GetRequiredService<PlatformDatabase>(), databases)
            .ExecuteAsync(new(tenant.Uuid), "first", "test", _ => Task.CompletedTask, Stop);
        (await RateAsync(tenant)).ShouldBe(70_000);

        using (var plugins = await PutAsync(staff, tenant, "plugins", new { limit = 0, reason = "None for now." }))
        {
            await plugins.ShouldBeAsync(HttpStatusCode.OK);
        }

        using (var rate = await PutAsync(staff, tenant, "apiRequestsPerMinute", new { limit = 80_000, reason = "After it moved." }))
        {
            await rate.ShouldBeAsync(HttpStatusCode.OK);
        }

        (await world.First.ListAsync("select resource || ' ' || limit_value from portal.quota_override order by 1")).ShouldBe(["api_requests_per_minute 80000", "plugins 0"]);
        (await RateAsync(tenant)).ShouldBe(80_000);
        using (var install = await tenant.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin = "ci-status" }))
        {
            await install.ShouldBeProblemAsync(HttpStatusCode.Conflict, "quota.exceeded");
        }

        using (var withdrawn = await staff.Client.DeleteAsync($"/api/v1/platform/tenants/{tenant.Id}/quotas/apiRequestsPerMinute", Stop))
        {
            await withdrawn.ShouldBeAsync(HttpStatusCode.OK);
        }

        (await RateAsync(tenant)).ShouldBe(6_000_000);
        (await staff.GetAsync($"/tenants/{tenant.Id}"))["history"]!.AsArray().Select(happened => (string?)happened!["action"])
            .ShouldBe(["tenant.provisioned", "quota.agreed", "quota.agreed", "quota.agreed", "quota.withdrawn"]);
    }

    private async Task<long> RateAsync(TestTenant tenant) =>
        (await Host.Services.GetRequiredService<TenantDirectory>().FindAsync(new TenantId(tenant.Uuid), Stop))!.RequestsPerMinute;

    private static Task<HttpResponseMessage> PutAsync(Staff staff, TestTenant tenant, string resource, object body) =>
        staff.Client.PutAsJsonAsync($"/api/v1/platform/tenants/{tenant.Id}/quotas/{resource}", body, Stop);
}
