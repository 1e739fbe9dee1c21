using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Tenancy.Keys;
using Portal.Tests.Tenancy;

namespace Portal.Tests.Operations;

/// <summary>An answer with a secret that is shown once is shown again to whoever repeats the request, and is stored by nobody as it is.</summary>
public sealed class SecretAnswerTests(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly object Hook = new { url = "https://hooks.example.com", topics = new[] { "rollout" } };

    [Fact]
    public async Task ApiKey_AskedForTwice_IsOneKeyAndTheSameAnswer()
    {
        var tenant = await host.SignUpAsync();
        using var first = await tenant.SendAsync(HttpMethod.Post, "/api/v1/api-keys", new { name = "ci" }, "one");
        using var again = await tenant.SendAsync(HttpMethod.Post, "/api/v1/api-keys", new { name = "ci" }, "one");

        var made = await first.ShouldBeAsync(HttpStatusCode.Created);
        JsonNode.DeepEquals(await again.ShouldBeAsync(HttpStatusCode.Created), made).ShouldBeTrue();
        again.Headers.Location.ShouldBe(first.Headers.Location);
        (first.Headers.Contains("Idempotency-Replayed"), again.Headers.Contains("Idempotency-Replayed")).ShouldBe((false, true));
        (await host.Database.ListAsync($"select name from portal.api_key where tenant_id = '{tenant.Uuid}' and name = 'ci'")).ShouldBe(["ci"]);
        var secret = (string)made["secret"]!;
        (await host.Database.ListAsync($"select k::text from portal.idempotency_key k where tenant_id = '{tenant.Uuid}'")).ShouldAllBe(row => !row.Contains(secret));
    }

    [Fact]
    public async Task Answer_WhoseKeyWasRotated_IsStillTheSame()
    {
        var tenant = await host.SignUpAsync();
        using var first = await tenant.SendAsync(HttpMethod.Post, "/api/v1/webhook-endpoints", Hook, "hook");
        var made = await first.ShouldBeAsync(HttpStatusCode.Created);
        var id = new TenantId(tenant.Uuid);
        await host.Services.GetRequiredService<TenantKeys>().RotateAsync(id, 1, TestContext.Current.CancellationToken);
        (await host.Services.GetRequiredService<KeyCare>().SealAnewAsync(id, (_, _) => Task.CompletedTask, TestContext.Current.CancellationToken)).ShouldBe(3);

        using var again = await tenant.SendAsync(HttpMethod.Post, "/api/v1/webhook-endpoints", Hook, "hook");

        JsonNode.DeepEquals(await again.ShouldBeAsync(HttpStatusCode.Created), made).ShouldBeTrue();
    }

    [Fact]
    public async Task Answer_MovedToAnotherRow_IsNotGiven()
    {
        var tenant = await host.SignUpAsync();
        using var first = await tenant.SendAsync(HttpMethod.Post, "/api/v1/webhook-endpoints", Hook, "mine");
        await first.ShouldBeAsync(HttpStatusCode.Created);
        await host.Database.ListAsync($"update portal.idempotency_key set id = gen_random_uuid() where tenant_id = '{tenant.Uuid}' and key = 'mine'; select ''");
        using var again = await tenant.SendAsync(HttpMethod.Post, "/api/v1/webhook-endpoints", Hook, "mine");
        await again.ShouldBeProblemAsync(HttpStatusCode.Conflict, "idempotency.shown-once");
    }

    [Fact]
    public async Task Answer_OnceTheTenantsKeysAreDestroyed_IsGoneAndApiKeysAreStillMade()
    {
        var tenant = await host.SignUpAsync();
        using var first = await tenant.SendAsync(HttpMethod.Post, "/api/v1/api-keys", new { name = "before" }, "before");
        await first.ShouldBeAsync(HttpStatusCode.Created);
        var staff = await Staff.SignInAsync(host);
        (await staff.PostAsync($"/tenants/{tenant.Id}/key-destructions", new { slug = tenant.Slug })).EnsureSuccessStatusCode();

        using var again = await tenant.SendAsync(HttpMethod.Post, "/api/v1/api-keys", new { name = "before" }, "before");
        await again.ShouldBeProblemAsync(HttpStatusCode.Conflict, "idempotency.shown-once");
        using var next = await tenant.SendAsync(HttpMethod.Post, "/api/v1/api-keys", new { name = "after" }, "after");
        await next.ShouldBeAsync(HttpStatusCode.Created);
        using var repeated = await tenant.SendAsync(HttpMethod.Post, "/api/v1/api-keys", new { name = "after" }, "after");
        await repeated.ShouldBeProblemAsync(HttpStatusCode.Conflict, "idempotency.shown-once");
    }
}
