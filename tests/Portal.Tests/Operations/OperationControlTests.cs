using System.Net;
using Portal.Domain.Access;
using Portal.Tests.Tenancy;

namespace Portal.Tests.Operations;

/// <summary>Dead letters: seen, retried, discarded, by the tenant's admin and by staff.</summary>
public sealed class OperationControlTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Retry_OfAFailedOne_QueuesItWithFreshAttemptsAndIsAudited()
    {
        var tenant = await host.ActiveTenantAsync();
        var id = await AddAsync(tenant, "failed", "test.work");

        using var response = await tenant.SendAsync(HttpMethod.Post, $"/api/v1/operations/{Text(id)}/retries");

        await response.ShouldBeAsync(HttpStatusCode.Accepted);
        (await ReadAsync($"select state || ' ' || attempts || ' ' || attempts_before || ' ' || coalesce(error, '-') from portal.operation where id = '{id}'")).ShouldBe(["queued 8 8 -"]);
        var view = await tenant.GetAsync($"/api/v1/operations/{Text(id)}");
        view["attemptLog"]!.AsArray().Select(a => (string?)a!["outcome"]).ShouldBe(["failed", "retried"]);
        ((string?)view["payload"]!["apiToken"]).ShouldBe("(not shown)");
        (await ReadAsync($"select action from portal.audit_pending_record where tenant_id = '{tenant.Uuid}' order by recorded_at desc limit 1")).ShouldBe(["operation.retried"]);

        using var again = await tenant.SendAsync(HttpMethod.Post, $"/api/v1/operations/{Text(id)}/retries");
        await again.ShouldBeProblemAsync(HttpStatusCode.Conflict, "operation.not-failed");
    }

    [Theory]
    [InlineData("rollout.apply", "install or upgrade the plugin once more.")]
    [InlineData("tenant.export", "order a new one.")]
    public async Task Retry_OfWhatEndedWithItsFailure_IsRefusedAndSaidBefore(string kind, string instead)
    {
        var tenant = await host.ActiveTenantAsync();
        var id = await AddAsync(tenant, "failed", kind);

        var view = await tenant.GetAsync($"/api/v1/operations/{Text(id)}");
        ((bool)view["canRetry"]!, (bool)view["canCancel"]!).ShouldBe((false, true));
        ((string)view["insteadOfRetry"]!).ShouldEndWith(instead);

        using var response = await tenant.SendAsync(HttpMethod.Post, $"/api/v1/operations/{Text(id)}/retries");
        await response.ShouldBeProblemAsync(HttpStatusCode.Conflict, "operation.not-retryable");
        (await ReadAsync($"select state from portal.operation where id = '{id}'")).ShouldBe(["failed"]);
    }

    [Theory]
    [InlineData("queued", "canceled", "True")]
    [InlineData("failed", "canceled", "False")]
    [InlineData("running", "running", "False")]
    public async Task Cancel_InEachState_EndsItOrAsksItToStop(string state, string after, string abandons)
    {
        var tenant = await host.ActiveTenantAsync();
        var id = await AddAsync(tenant, state, "test.work");

        using var response = await tenant.SendAsync(HttpMethod.Post, $"/api/v1/operations/{Text(id)}/cancellations", new { reason = "wrong one" });

        await response.ShouldBeAsync(HttpStatusCode.Accepted);
        (await ReadAsync($"select state || ' ' || initcap(abandon_due::text) || ' ' || (cancel_requested_at is not null) || ' ' || cancel_reason from portal.operation where id = '{id}'"))
            .ShouldBe([$"{after} {abandons} true wrong one"]);
    }

    [Theory]
    [InlineData("succeeded", "test.work", "operation.over")]
    [InlineData("canceled", "test.work", "operation.over")]
    [InlineData("failed", "tenant.purge", "operation.not-cancelable")]
    [InlineData("failed", "billing.stripe-event", "operation.not-cancelable")]
    public async Task Cancel_OfWhatIsOverOrNotForAdmins_IsRefused(string state, string kind, string code)
    {
        var tenant = await host.ActiveTenantAsync();
        var id = await AddAsync(tenant, state, kind);

        using var response = await tenant.SendAsync(HttpMethod.Post, $"/api/v1/operations/{Text(id)}/cancellations", new { reason = "wrong one" });

        await response.ShouldBeProblemAsync(HttpStatusCode.Conflict, code);
    }

    [Fact]
    public async Task Retry_OfAnothersOrUnknown_IsNotFound()
    {
        var (mine, other) = (await host.ActiveTenantAsync(), await host.ActiveTenantAsync());
        var id = await AddAsync(other, "failed", "test.work");
        foreach (var unknown in new[] { Text(id), Text(Guid.CreateVersion7()), "nonsense" })
        {
            using var response = await mine.SendAsync(HttpMethod.Post, $"/api/v1/operations/{unknown}/retries");
            await response.ShouldBeProblemAsync(HttpStatusCode.NotFound, "resource.not-found");
        }
    }

    [Fact]
    public async Task List_ByStateAndKind_PagesThroughAllOfThemOnce()
    {
        var tenant = await host.ActiveTenantAsync();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(Text(await AddAsync(tenant, "failed", "test.work")));
        }

        await AddAsync(tenant, "failed", "test.other");
        await AddAsync(tenant, "succeeded", "test.work");
        var (found, cursor) = (new List<string>(), "");
        do
        {
            var page = await tenant.GetAsync($"/api/v1/operations?state=failed&kind=test.work&limit=2{cursor}");
            found.AddRange(page["items"]!.AsArray().Select(o => (string)o!["id"]!));
            cursor = (string?)page["nextCursor"] is { } next ? $"&cursor={Uri.EscapeDataString(next)}" : "";
        }
        while (cursor.Length > 0);

        found.Order().ShouldBe(ids.Order());
    }

    [Fact]
    public async Task Staff_SeeWhatFailedAndRetryAPurge_AndBothLogsKnow()
    {
        var tenant = await host.ActiveTenantAsync();
        var staff = await Staff.SignInAsync(host);
        var id = await AddAsync(tenant, "failed", "tenant.purge");

        var seen = (await staff.GetAsync("/operations?kind=tenant.purge"))["items"]!.AsArray().Single(o => (string?)o!["id"] == Text(id))!;
        ((string?)seen["tenant"], (string?)seen["slug"], (bool)seen["canRetry"]!, (bool)seen["canCancel"]!).ShouldBe((tenant.Id, tenant.Slug, true, false));
        using (var response = await staff.PostAsync($"/tenants/{tenant.Id}/operations/{Text(id)}/retries", new { }))
        {
            await response.ShouldBeAsync(HttpStatusCode.Accepted);
        }

        (await ReadAsync($"select state from portal.operation where id = '{id}'")).ShouldBe(["queued"]);
        (await ReadAsync($"select actor from portal.platform_record where tenant = '{tenant.Uuid}' and action = 'operation.retried'")).ShouldBe([staff.Email]);
        var support = await Staff.SignInAsync(host, StaffRole.Support);
        (await support.GetAsync("/operations"))["items"].ShouldNotBeNull();
        using var refused = await support.PostAsync($"/tenants/{tenant.Id}/operations/{Text(id)}/retries", new { });
        await refused.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "staff.forbidden");
    }

    [Fact]
    public async Task Staff_DiscardOneOfTheDeployment_AndItIsOver()
    {
        var staff = await Staff.SignInAsync(host);
        var id = Guid.CreateVersion7();
        await ReadAsync(
            $"insert into portal.platform_operation (id, kind, occurrence, state, not_before, correlation_id, created_by, created_at) values ('{id}', 'test.{id}', now(), 'failed', now(), 'c', 's', now()) returning kind");

        using (var response = await staff.PostAsync($"/operations/{Text(id)}/cancellations", new { reason = "no use" }))
        {
            await response.ShouldBeAsync(HttpStatusCode.Accepted);
        }

        (await ReadAsync($"select state from portal.platform_operation where id = '{id}'")).ShouldBe(["canceled"]);
        using var again = await staff.PostAsync($"/operations/{Text(id)}/retries", new { });
        await again.ShouldBeProblemAsync(HttpStatusCode.Conflict, "operation.not-failed");
    }

    private static string Text(Guid id) => $"opr_{id:n}";

    private Task<List<string>> ReadAsync(string sql) => host.Database.ListAsync(sql);

    private async Task<Guid> AddAsync(TestTenant tenant, string state, string kind)
    {
        var id = Guid.CreateVersion7();
        await ReadAsync(
            $$"""
            insert into portal.operation (tenant_id, id, kind, serial_key, subject_kind, subject_id, payload, state, attempts, error, not_before, attempt_log, correlation_id, created_by, created_at)
            values ('{{tenant.Uuid}}', '{{id}}', '{{kind}}', '{{id}}', 'thing', 'x', '{"apiToken": "abc"}', '{{state}}', 8, 'no luck', now(),
                '[{"attempt": 8, "startedAt": "2026-01-01T00:00:00Z", "endedAt": "2026-01-01T00:00:01Z", "outcome": "failed", "error": "no luck"}]', 'c', 'ann', now()) returning kind
            """);
        return id;
    }
}
