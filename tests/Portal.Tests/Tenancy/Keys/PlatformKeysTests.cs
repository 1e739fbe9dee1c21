using System.Net;
using Portal.Domain.Access;

namespace Portal.Tests.Tenancy.Keys;

public sealed class PlatformKeysTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Endpoints = "/api/v1/webhook-endpoints";

    [Fact]
    public async Task Destroy_ByStaff_LeavesAuditAndRefusesEverySecretFromThenOn()
    {
        var tenant = await host.SignUpAsync();
        var staff = await Staff.SignInAsync(host);
        var body = new { url = "https://hooks.example.com", topics = new[] { "rollout" } };
        (await tenant.SendAsync(HttpMethod.Post, Endpoints, body)).EnsureSuccessStatusCode();
        var keys = (await staff.GetAsync($"/tenants/{tenant.Id}/keys"))["items"]!.AsArray();
        ((string?)keys.Single()!["state"], (string?)keys.Single()!["provider"]).ShouldBe(("Active", "file"));

        await (await staff.PostAsync($"/tenants/{tenant.Id}/key-destructions", new { slug = "another" })).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "request.invalid");
        await (await staff.PostAsync($"/tenants/{tenant.Id}/key-destructions", new { slug = tenant.Slug })).ShouldBeAsync(HttpStatusCode.OK);

        await (await tenant.SendAsync(HttpMethod.Post, Endpoints, body)).ShouldBeProblemAsync(HttpStatusCode.Conflict, "keys.destroyed");
        (await staff.PostAsync($"/tenants/{tenant.Id}/key-rotations")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await tenant.GetAsync("/api/v1/audit-records?limit=500"))["items"]!.AsArray().Select(record => (string?)record!["action"]).Take(2).ShouldBe(["tenant.keys-destroyed", "tenant.key-destruction-requested"]);
    }

    [Fact]
    public async Task Rotate_ByStaff_AsksTheOperator()
    {
        var tenant = await host.SignUpAsync();
        var staff = await Staff.SignInAsync(host);
        var asked = await (await staff.PostAsync($"/tenants/{tenant.Id}/key-rotations")).ShouldBeAsync(HttpStatusCode.Accepted);
        // The first sealed the answer that its API key was made with.
        ((int?)asked["version"]).ShouldBe(2);
    }

    [Fact]
    public async Task Keys_ForSupport_AreSeenAndNotChanged()
    {
        var tenant = await host.SignUpAsync();
        var support = await Staff.SignInAsync(host, StaffRole.Support);
        (await support.GetAsync($"/tenants/{tenant.Id}/keys"))["items"]!.AsArray().ShouldHaveSingleItem();
        (await support.PostAsync($"/tenants/{tenant.Id}/key-rotations")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await support.PostAsync($"/tenants/{tenant.Id}/key-destructions", new { slug = tenant.Slug })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
