using System.Net;
using System.Net.Http.Json;
using Npgsql;
using Portal.Domain.Tenancy;

namespace Portal.Tests.Tenancy;

public sealed class DeletionTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Request_WithAnotherSlug_DeletesNothing()
    {
        var tenant = await host.ActiveTenantAsync();
        using var refused = await tenant.SendAsync(HttpMethod.Post, "/api/v1/tenant/deletions", new { slug = "another" });
        var problem = await refused.ShouldBeAsync(HttpStatusCode.UnprocessableEntity);
        ((string?)problem["errors"]![0]!["pointer"]).ShouldBe("/slug");
        ((string?)(await tenant.GetAsync("/api/v1/me"))["tenantState"]).ShouldBe("Active");
    }

    [Fact]
    public async Task Request_ByAnAdmin_LeavesOnlyTheWayBackUntilTheGraceIsOver()
    {
        var tenant = await host.ActiveTenantAsync();
        using var requested = await tenant.SendAsync(HttpMethod.Post, "/api/v1/tenant/deletions", new { slug = tenant.Slug });
        var view = await requested.ShouldBeAsync(HttpStatusCode.Accepted);
        (((DateTimeOffset)view["deleteAfter"]!) - TimeProvider.System.GetUtcNow()).ShouldBe(TimeSpan.FromDays(30), TimeSpan.FromMinutes(1));
        (await OperationAsync(tenant)).ShouldBe(("queued", true));
        await UntilAsync(async () => await StatusAsync(tenant.Client, "/api/v1/installations") == HttpStatusCode.Forbidden, "the API still answers");

        // Strangers see nothing but a place to sign in; the people who may undo it can come in, to one page.
        using var stranger = await host.Client(tenant.Slug).GetAsync("/api/v1/me", TestContext.Current.CancellationToken);
        await stranger.ShouldBeProblemAsync(HttpStatusCode.NotFound, "host.unknown");
        (await StatusAsync(host.Client(tenant.Slug), "/sign-in")).ShouldBe(HttpStatusCode.OK);
        var cookie = await tenant.SignInAsync();
        (await PageAsync(tenant, "/settings/danger", cookie)).Status.ShouldBe(HttpStatusCode.OK);
        (await PageAsync(tenant, "/plugins", cookie)).ShouldBe((HttpStatusCode.Redirect, "/settings/danger"));
        (await PageAsync(tenant, "/", null)).ShouldBe((HttpStatusCode.Redirect, "/sign-in?returnUrl=/settings/danger"));

        using var canceled = await tenant.SendAsync(HttpMethod.Post, "/api/v1/tenant/deletion-cancellations");
        ((string?)(await canceled.ShouldBeAsync(HttpStatusCode.OK))["state"]).ShouldBe("Active");
        await UntilAsync(async () => await StatusAsync(tenant.Client, "/api/v1/installations") == HttpStatusCode.OK, "the API does not answer again");
        (await OperationAsync(tenant)).ShouldBe(("canceled", true));
    }

    [Fact]
    public async Task Deleting_ForWhoIsNoAdmin_IsClosed()
    {
        var tenant = await host.ActiveTenantAsync();
        var email = $"erin@{tenant.Slug}.example";
        await using var source = NpgsqlDataSource.Create(host.Database.Superuser);
        await using var add = source.CreateCommand(
            $"""
            insert into portal.member (tenant_id, id, email, email_normalized, display_name, password_hash, role, created_at)
            select tenant_id, gen_random_uuid(), '{email}', '{email}', 'Erin', password_hash, 'engineer', now() from portal.member where tenant_id = '{tenant.Uuid}'
            """);
        await add.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        using var before = await SignInAsync(tenant, email);
        var cookie = before.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        await host.HappensAsync(tenant, new TenantDeletionRequested(TimeSpan.FromDays(1)));
        await UntilAsync(async () => (await PageAsync(tenant, "/settings/danger", cookie)).Status == HttpStatusCode.Forbidden, "the engineer still sees pages");
        using var after = await SignInAsync(tenant, email);
        await after.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "session.refused");
    }

    private static Task UntilAsync(Func<Task<bool>> holds, string otherwise) => Eventually.HoldsAsync(holds, TimeSpan.FromSeconds(5), otherwise);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private Task<HttpResponseMessage> SignInAsync(TestTenant tenant, string email) =>
        host.Client(tenant.Slug).PostAsJsonAsync("/api/v1/sessions", new { email, password = TestTenant.Password }, TestContext.Current.CancellationToken);

    private async Task<(HttpStatusCode Status, string? Location)> PageAsync(TestTenant tenant, string path, string? cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        using var response = await host.Client(tenant.Slug).SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, response.Headers.Location?.ToString());
    }

    private async Task<(string State, bool Delayed)> OperationAsync(TestTenant tenant)
    {
        await using var source = NpgsqlDataSource.Create(host.Database.Superuser);
        await using var find = source.CreateCommand("select state, not_before > now() + interval '29 days' from portal.operation where tenant_id = $1 and kind = 'tenant.purge'");
        find.Parameters.Add(new() { Value = tenant.Uuid });
        await using var row = await find.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        await row.ReadAsync(TestContext.Current.CancellationToken);
        return (row.GetString(0), row.GetBoolean(1));
    }
}
