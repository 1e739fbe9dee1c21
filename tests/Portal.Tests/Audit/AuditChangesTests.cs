using System.Net;

namespace Portal.Tests.Audit;

/// <summary>What the log says of fields: what they were, what they are, nothing secret, and of people what can be erased.</summary>
public sealed class AuditChangesTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Channels = "/api/v1/alert-channels";

    [Fact]
    public async Task WebhookEndpoint_OverItsLife_SaysWhatItWasAndIsButNotItsAddress()
    {
        var tenant = await host.SignUpAsync();
        const string Hook = "/api/v1/webhook-endpoints";
        var id = (string)(await (await tenant.SendAsync(HttpMethod.Post, Hook, new { url = "https://hooks.example/secret-path", topics = new[] { "rollout" } })).ShouldBeAsync(HttpStatusCode.Created))["id"]!;
        (await tenant.SendAsync(HttpMethod.Post, $"{Hook}/{id}/disablements")).EnsureSuccessStatusCode();
        (await tenant.SendAsync(HttpMethod.Delete, $"{Hook}/{id}")).EnsureSuccessStatusCode();

        (await ChangesAsync(tenant, "webhook-endpoint.created")).ShouldBe(["host:  > hooks.example", "state:  > Enabled", "topics:  > rollout"]);
        (await ChangesAsync(tenant, "webhook-endpoint.disabled")).ShouldBe(["state: Enabled > Disabled"]);
        (await ChangesAsync(tenant, "webhook-endpoint.deleted")).ShouldBe(["host: hooks.example > ", "state: Disabled > ", "topics: rollout > "]);
        (await tenant.GetAsync("/api/v1/audit-records?limit=500")).ToJsonString().ShouldNotContain("secret-path");
    }

    [Fact]
    public async Task AlertChannel_WithAMemberAmongItsRecipients_LosesThatOneWithTheMember()
    {
        var tenant = await host.SignUpAsync();
        var ada = (string)(await tenant.GetAsync("/api/v1/members"))["items"]!.AsArray().Single(member => (string?)member!["email"] == tenant.Email)!["id"]!;
        var made = await (await tenant.SendAsync(HttpMethod.Post, Channels, new { name = "Mail", kind = "email", target = $"{tenant.Email.ToUpperInvariant()}, eve@acme.example" })).ShouldBeAsync(HttpStatusCode.Created);
        (await tenant.SendAsync(HttpMethod.Post, $"{Channels}/{made["id"]}/disablements")).EnsureSuccessStatusCode();
        (await ChangesAsync(tenant, "alert-channel.disabled")).ShouldBe(["enabled: true > false"]);
        (await ChangesAsync(tenant, "alert-channel.created")).ShouldContain($"target/0:  > {tenant.Email.ToUpperInvariant()}");

        await (await tenant.SendAsync(HttpMethod.Post, $"/api/v1/members/{ada}/audit-erasures")).ShouldBeAsync(HttpStatusCode.Created);

        var left = await ChangesAsync(tenant, "alert-channel.created");
        left.ShouldContain("target/0:  >  erased");
        left.ShouldContain("target/1:  > eve@acme.example");
        left.ShouldContain("name:  > Mail");
        (await host.Database.ListAsync($"select personal from portal.audit_record where tenant_id = '{tenant.Uuid}' and personal is not null"))
            .ShouldAllBe(personal => !personal.Contains(tenant.Email, StringComparison.OrdinalIgnoreCase));
        await AuditTreeCheck.ShouldBeWholeAsync(host, tenant);
    }

    private static async Task<string[]> ChangesAsync(TestTenant tenant, string action) =>
    [
        .. (await tenant.GetAsync($"/api/v1/audit-records?action={action}"))["items"]!.AsArray().Single()!["changes"]!.AsArray()
            .Select(change => $"{change!["field"]}: {change["before"]} > {change["after"]}{((bool?)change["isErased"] == true ? " erased" : "")}"),
    ];
}
