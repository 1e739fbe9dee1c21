using System.Net;
using System.Text.Json.Nodes;
using Npgsql;

namespace Portal.Tests.Plugins;

public sealed class InstallTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Install_OfAPlugin_WritesInstallationRolloutOperationAndAuditTogether()
    {
        var tenant = await host.SignUpAsync();
        using var response = await tenant.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin = "ci-status", version = "1.0.0" });
        var accepted = await response.ShouldBeAsync(HttpStatusCode.Accepted);
        var installation = await tenant.GetAsync($"/api/v1/installations/{accepted["installation"]}");
        ((string?)installation["state"]).ShouldBe("Installing");
        var rollout = await tenant.GetAsync($"/api/v1/rollouts/{accepted["rollout"]}");
        ((string?)rollout["toVersion"], (string?)rollout["phase"], (string?)rollout["plugin"]).ShouldBe(("1.0.0", "Pending", "ci-status"));
        var operation = await tenant.GetAsync($"/api/v1/operations/{accepted["operation"]}");
        ((string?)operation["kind"], (string?)operation["state"]).ShouldBe(("rollout.apply", "Queued"));
        var audit = await tenant.GetAsync("/api/v1/audit-records?action=plugin.install-requested");
        audit["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Install_WithASameKey_HasOneEffectAndAnswersTheSame()
    {
        var tenant = await host.SignUpAsync();
        var body = new { plugin = "tech-radar" };
        using var first = await tenant.SendAsync(HttpMethod.Post, "/api/v1/installations", body, "key-1");
        using var second = await tenant.SendAsync(HttpMethod.Post, "/api/v1/installations", body, "key-1");
        JsonNode.DeepEquals(await first.ShouldBeAsync(HttpStatusCode.Accepted), await second.ShouldBeAsync(HttpStatusCode.Accepted)).ShouldBeTrue();
        second.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        using var other = await tenant.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin = "api-docs" }, "key-1");
        await other.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency.key.reused");
    }

    [Fact]
    public async Task Install_ManyTimesAtOnceWithOneKey_HasOneEffect()
    {
        var tenant = await host.SignUpAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => tenant.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin = "on-call" }, "burst")));
        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.Accepted || a.StatusCode == HttpStatusCode.Conflict);
        (await CountAsync(tenant.Uuid)).ShouldBe(1);
    }

    [Fact]
    public async Task Install_ManyTimesAtOnceWithManyKeys_HasOneEffect()
    {
        var tenant = await host.SignUpAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => tenant.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin = "on-call" })));
        answers.Count(a => a.StatusCode == HttpStatusCode.Accepted).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.Conflict).ShouldBe(9);
        (await CountAsync(tenant.Uuid)).ShouldBe(1);
    }

    [Fact]
    public async Task Install_WithoutAKey_IsRefused()
    {
        var tenant = await host.SignUpAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/installations") { Content = new StringContent("{\"plugin\":\"on-call\"}", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")) };
        using var response = await tenant.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "idempotency.key.missing");
    }

    [Theory]
    [InlineData("{\"plugin\":\"nothing-here\"}", HttpStatusCode.UnprocessableEntity, "plugin.unknown")]
    [InlineData("{\"plugin\":\"ci-status\",\"version\":\"9.9.9\"}", HttpStatusCode.UnprocessableEntity, "plugin.version.unknown")]
    [InlineData("{\"plugin\":\"feature-flags\"}", HttpStatusCode.Conflict, "entitlement.missing")]
    [InlineData("{\"plugin\":\"ci-status\",\"strategy\":{\"kind\":\"magic\"}}", HttpStatusCode.UnprocessableEntity, "request.invalid")]
    [InlineData("{\"plugin\":\"ci-status\",\"strategy\":{\"kind\":\"canary\",\"steps\":[{\"setWeight\":110}]}}", HttpStatusCode.UnprocessableEntity, "request.invalid")]
    [InlineData("{}", HttpStatusCode.UnprocessableEntity, "request.invalid")]
    public async Task Install_AgainstARule_IsRefusedAndWritesNothing(string body, HttpStatusCode status, string code)
    {
        var tenant = await host.SignUpAsync();
        using var response = await tenant.SendAsync(HttpMethod.Post, "/api/v1/installations", JsonNode.Parse(body));
        await response.ShouldBeProblemAsync(status, code);
        (await CountAsync(tenant.Uuid)).ShouldBe(0);
    }

    [Fact]
    public async Task Upgrade_WhileARolloutIsUnderWay_IsRefused()
    {
        var tenant = await host.SignUpAsync();
        using var install = await tenant.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin = "ci-status", version = "1.0.0" });
        var accepted = await install.ShouldBeAsync(HttpStatusCode.Accepted);
        using var upgrade = await tenant.SendAsync(HttpMethod.Post, $"/api/v1/installations/{accepted["installation"]}/upgrades", new { version = "1.1.0" });
        await upgrade.ShouldBeProblemAsync(HttpStatusCode.Conflict, "rollout.under-way");
    }

    [Fact]
    public async Task Approve_OfARolloutThatDoesNotWait_IsRefused()
    {
        var tenant = await host.SignUpAsync();
        using var install = await tenant.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin = "ci-status", version = "1.0.0" });
        var accepted = await install.ShouldBeAsync(HttpStatusCode.Accepted);
        using var approve = await tenant.SendAsync(HttpMethod.Post, $"/api/v1/rollouts/{accepted["rollout"]}/approvals", new { });
        await approve.ShouldBeProblemAsync(HttpStatusCode.Conflict, "rollout.not-waiting");
        using var abort = await tenant.SendAsync(HttpMethod.Post, $"/api/v1/rollouts/{accepted["rollout"]}/aborts", new { reason = "changed our mind" });
        await abort.ShouldBeAsync(HttpStatusCode.Accepted);
    }

    private async Task<long> CountAsync(Guid tenant)
    {
        await using var source = NpgsqlDataSource.Create(host.Database.Superuser);
        await using var command = source.CreateCommand("select count(*) from portal.installation where tenant_id = $1");
        command.Parameters.Add(new() { Value = tenant });
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
