using System.Net;
using System.Text.Json.Nodes;
using Npgsql;

namespace Portal.Tests.Rollouts;

public sealed class ControlRolloutTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Pause_OfARolloutThatWalks_IsKeptAskedForAndRecorded()
    {
        var (tenant, rollout) = await UnderWayAsync("Progressing");
        var order = await OrderAsync(tenant, rollout, "pauses", new { reason = "look at the logs" });
        var view = await tenant.GetAsync($"/api/v1/rollouts/{rollout}");
        ((string?)view["pausedBy"], (string?)view["phase"]).ShouldBe(((string?)(await tenant.GetAsync($"/api/v1/operations/{order["operation"]}"))["createdBy"], "Progressing"));
        ((string?)(await tenant.GetAsync($"/api/v1/operations/{order["operation"]}"))["kind"]).ShouldBe("rollout.pause");
        var record = (await tenant.GetAsync("/api/v1/audit-records?action=rollout.pause-requested"))["items"]!.AsArray().ShouldHaveSingleItem();
        ((string?)record!["detail"]!["reason"]).ShouldBe("look at the logs");

        await OrderAsync(tenant, rollout, "resumptions", new { });
        ((string?)(await tenant.GetAsync($"/api/v1/rollouts/{rollout}"))["pausedBy"]).ShouldBeNull();
    }

    [Theory]
    [InlineData("Progressing", "resumptions", "rollout.not-paused")]
    [InlineData("Promoting", "pauses", "rollout.not-pausable")]
    [InlineData("RollingBack", "pauses", "rollout.not-pausable")]
    [InlineData("Progressing", "retries", "rollout.not-retryable")]
    [InlineData("Progressing", "approvals", "rollout.not-waiting")]
    public async Task Order_ThatDoesNotFitThePhase_IsRefused(string phase, string order, string code)
    {
        var (tenant, rollout) = await UnderWayAsync(phase);
        using var response = await tenant.SendAsync(HttpMethod.Post, $"/api/v1/rollouts/{rollout}/{order}", new { });
        await response.ShouldBeProblemAsync(HttpStatusCode.Conflict, code);
    }

    [Fact]
    public async Task Resume_AtAPauseWithoutAnEnd_IsTaken()
    {
        var (tenant, rollout) = await UnderWayAsync("Paused", """{"kind":"canary","steps":[{"pause":{}},{"setWeight":100}]}""");
        ((string?)(await OrderAsync(tenant, rollout, "resumptions", new { }))["rollout"]).ShouldBe(rollout);
    }

    [Theory]
    [InlineData("RolledBack")]
    [InlineData("Aborted")]
    [InlineData("Failed")]
    public async Task Retry_OfARolloutThatDidNotGetThrough_StartsAnotherOfTheSameVersionAndStrategy(string phase)
    {
        var (tenant, rollout) = await UnderWayAsync(phase, isOver: true);
        var again = await OrderAsync(tenant, rollout, "retries", new { });
        ((string?)again["rollout"]).ShouldNotBe(rollout);
        var (before, after) = (await tenant.GetAsync($"/api/v1/rollouts/{rollout}"), await tenant.GetAsync($"/api/v1/rollouts/{again["rollout"]}"));
        ((string?)after["toVersion"], (string?)after["phase"]).ShouldBe(((string?)before["toVersion"], "Pending"));
        JsonNode.DeepEquals(after["strategy"], before["strategy"]).ShouldBeTrue();
    }

    [Fact]
    public async Task List_ByStateAndPlugin_HasOnlyThose()
    {
        var (tenant, over) = await UnderWayAsync("Failed", isOver: true);
        var running = (string)(await OrderAsync(tenant, over, "retries", new { }))["rollout"]!;
        (await IdsAsync(tenant, "?state=active")).ShouldBe([running]);
        (await IdsAsync(tenant, "?state=finished&plugin=ci-status")).ShouldBe([over]);
        (await IdsAsync(tenant, "?plugin=on-call")).ShouldBeEmpty();
        using var response = await tenant.SendAsync(HttpMethod.Get, "/api/v1/rollouts?state=strange", null);
        await response.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "request.invalid");
    }

    private static async Task<string?[]> IdsAsync(TestTenant tenant, string query) =>
        [.. (await tenant.GetAsync("/api/v1/rollouts" + query))["items"]!.AsArray().Select(item => (string?)item!["id"])];

    private static async Task<JsonObject> OrderAsync(TestTenant tenant, string rollout, string order, object body)
    {
        using var response = await tenant.SendAsync(HttpMethod.Post, $"/api/v1/rollouts/{rollout}/{order}", body);
        return await response.ShouldBeAsync(HttpStatusCode.Accepted);
    }

    // Where the operator would have brought it.
    private async Task<(TestTenant Tenant, string Rollout)> UnderWayAsync(string phase, string? strategy = null, bool isOver = false)
    {
        var tenant = await host.SignUpAsync();
        var wanted = new { plugin = "ci-status", version = "1.0.0", strategy = strategy is null ? null : JsonNode.Parse(strategy) };
        using var install = await tenant.SendAsync(HttpMethod.Post, "/api/v1/installations", wanted);
        var accepted = await install.ShouldBeAsync(HttpStatusCode.Accepted);
        await using var source = NpgsqlDataSource.Create(host.Database.Superuser);
        await using var bring = source.CreateCommand("update portal.rollout set phase = $2, finished_at = case when $3 then now() end where tenant_id = $1");
        bring.Parameters.Add(new() { Value = tenant.Uuid });
        bring.Parameters.Add(new() { Value = phase });
        bring.Parameters.Add(new() { Value = isOver });
        await bring.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return (tenant, (string)accepted["rollout"]!);
    }
}
