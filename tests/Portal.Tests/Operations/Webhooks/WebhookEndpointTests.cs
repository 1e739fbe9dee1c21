using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Portal.Infrastructure.Tenancy.Keys;

namespace Portal.Tests.Operations.Webhooks;

public sealed class WebhookEndpointTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Path = "/api/v1/webhook-endpoints";

    [Fact]
    public async Task Create_OfAnEndpoint_ShowsItsSecretOnceAndTestsIt()
    {
        var tenant = await host.SignUpAsync();
        var made = await CreateAsync(tenant);
        ((string)made["secret"]!).ShouldStartWith("whsec_");
        Convert.FromBase64String(((string)made["secret"]!)[6..]).Length.ShouldBe(32);

        var listed = (await tenant.GetAsync(Path))["items"]!.AsArray().Single()!.AsObject();
        listed.ContainsKey("secret").ShouldBeFalse();
        ((string?)listed["state"], (bool?)listed["hasSecret"]).ShouldBe(("Enabled", true));

        var id = (string)made["id"]!;
        var test = await (await tenant.SendAsync(HttpMethod.Post, $"{Path}/{id}/tests")).ShouldBeAsync(HttpStatusCode.Accepted);
        var sent = (await tenant.GetAsync($"{Path}/{id}/deliveries"))["items"]!.AsArray().Single()!;
        ((string?)sent["id"], (string?)sent["type"]).ShouldBe(((string?)test["delivery"], "test"));
    }

    [Fact]
    public async Task Rotate_OfASecret_KeepsTheOneBeforeForADay()
    {
        var tenant = await host.SignUpAsync();
        var made = await CreateAsync(tenant);
        var rotated = await (await tenant.SendAsync(HttpMethod.Post, $"{Path}/{made["id"]}/secret-rotations")).ShouldBeAsync(HttpStatusCode.Created);
        ((string)rotated["secret"]!).ShouldNotBe((string)made["secret"]!);
        (await tenant.GetAsync($"{Path}/{made["id"]}"))["previousSecretUntil"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Disable_OfAnEndpoint_RefusesATestUntilItIsEnabled()
    {
        var tenant = await host.SignUpAsync();
        var id = (string)(await CreateAsync(tenant))["id"]!;
        ((string?)(await (await tenant.SendAsync(HttpMethod.Post, $"{Path}/{id}/disablements")).ShouldBeAsync(HttpStatusCode.OK))["state"]).ShouldBe("Disabled");
        await (await tenant.SendAsync(HttpMethod.Post, $"{Path}/{id}/tests")).ShouldBeProblemAsync(HttpStatusCode.Conflict, "webhook-endpoint.disabled");
        await (await tenant.SendAsync(HttpMethod.Post, $"{Path}/{id}/enablements")).ShouldBeAsync(HttpStatusCode.OK);
        await (await tenant.SendAsync(HttpMethod.Post, $"{Path}/{id}/tests")).ShouldBeAsync(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Delete_OfAnEndpoint_LeavesNothing()
    {
        var tenant = await host.SignUpAsync();
        var id = (string)(await CreateAsync(tenant))["id"]!;
        (await tenant.SendAsync(HttpMethod.Post, $"{Path}/{id}/tests")).EnsureSuccessStatusCode();
        (await tenant.SendAsync(HttpMethod.Delete, $"{Path}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await tenant.SendAsync(HttpMethod.Delete, $"{Path}/{id}")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "resource.not-found");
    }

    [Theory]
    [InlineData("http://hooks.example.com", "rollout", "/url")]
    [InlineData("https://hooks.example.com", "audit", "/topics")]
    [InlineData("https://hooks.example.com", null, "/topics")]
    public async Task Create_WithAFault_NamesTheField(string url, string? topic, string pointer)
    {
        var tenant = await host.SignUpAsync();
        var refused = await (await tenant.SendAsync(HttpMethod.Post, Path, new { url, topics = topic is null ? Array.Empty<string>() : [topic] })).ShouldBeAsync(HttpStatusCode.UnprocessableEntity);
        ((string?)refused["errors"]!.AsArray().Single()!["pointer"]).ShouldBe(pointer);
    }

    [Fact]
    public async Task Create_WhileTheKeysAreAway_Is503AndChangesNothing()
    {
        var tenant = await host.SignUpAsync();
        await CreateAsync(tenant);
        var file = Directory.EnumerateFiles(host.Keys, $"tenant-{tenant.Uuid:n}.*.key").Single();
        File.Move(file, file + ".away");
        host.Services.GetRequiredService<TenantKeys>().Forget(new(tenant.Uuid));

        using var refused = await tenant.SendAsync(HttpMethod.Post, Path, new { url = "https://hooks.example.com/2", topics = new[] { "rollout" } });

        await refused.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "keys.unavailable");
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(30));
        (await tenant.GetAsync(Path))["items"]!.AsArray().Count.ShouldBe(1);
        File.Move(file + ".away", file);
    }

    private static async Task<JsonObject> CreateAsync(TestTenant tenant) =>
        await (await tenant.SendAsync(HttpMethod.Post, Path, new { url = "https://hooks.example.com/portal", topics = new[] { "rollout", "domain" } })).ShouldBeAsync(HttpStatusCode.Created);
}
