using System.Net;
using System.Net.Http.Json;
using Portal.Domain.Access;

namespace Portal.Tests.Tenancy;

public sealed class PlatformTests(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly string[] Routes =
    [
        "GET /me", "GET /tenants", "GET /tenants/{id}", "GET /tenants/{id}/certificate", "POST /tenants/{id}/suspensions", "POST /tenants/{id}/resumptions",
        "POST /tenants/{id}/deletions", "POST /tenants/{id}/deletion-cancellations", "POST /tenants/{id}/moves", "PUT /tenants/{id}/quotas/members", "DELETE /tenants/{id}/quotas/members", "DELETE /sessions/current",
    ];

    [Fact]
    public async Task Routes_ForAnybodyButStaffOnTheRootHost_AreNotThere()
    {
        var tenant = await host.ActiveTenantAsync();
        var staff = await Staff.SignInAsync(host);
        var cookie = staff.Client.DefaultRequestHeaders.GetValues("Cookie").Single();
        foreach (var route in Routes)
        {
            foreach (var (slug, sent) in new (string?, string?)[] { (null, null), (null, tenant.Cookie), (tenant.Slug, tenant.Cookie), (tenant.Slug, cookie) })
            {
                var (method, path) = (route.Split(' ')[0], "/api/v1/platform" + route.Split(' ')[1].Replace("{id}", tenant.Id, StringComparison.Ordinal));
                using var request = new HttpRequestMessage(HttpMethod.Parse(method), path);
                request.Content = method is "POST" or "PUT" ? JsonContent.Create(new { }) : null;
                if (sent is not null)
                {
                    request.Headers.Add("Cookie", sent);
                }

                using var response = await host.Client(slug).SendAsync(request, TestContext.Current.CancellationToken);
                response.StatusCode.ShouldBe(HttpStatusCode.NotFound, $"{route} on {slug ?? "the root host"}");
            }
        }
    }

    [Fact]
    public async Task SignIn_WithAWrongPassword_IsRefusedAndLocksAfterFive()
    {
        var staff = await Staff.SignInAsync(host);
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await host.Client().PostAsJsonAsync("/api/v1/platform/sessions", new { email = staff.Email, password = "not the password" }, TestContext.Current.CancellationToken);
            await wrong.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "session.refused");
        }

        using var right = await host.Client().PostAsJsonAsync("/api/v1/platform/sessions", new { email = staff.Email, password = Staff.Password }, TestContext.Current.CancellationToken);
        await right.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "session.refused");
    }

    [Fact]
    public async Task SignOut_OfStaff_EndsTheSession()
    {
        var staff = await Staff.SignInAsync(host);
        ((string?)(await staff.GetAsync("/me"))["email"]).ShouldBe(staff.Email);
        using var close = await staff.Client.DeleteAsync("/api/v1/platform/sessions/current", TestContext.Current.CancellationToken);
        close.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var after = await staff.Client.GetAsync("/api/v1/platform/me", TestContext.Current.CancellationToken);
        after.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task List_OfTenants_IsSearchedFilteredAndPaged()
    {
        var (first, second) = (await host.ActiveTenantAsync(), await host.SignUpAsync());
        var staff = await Staff.SignInAsync(host);
        var found = (await staff.GetAsync($"/tenants?search={first.Slug}"))["items"]!.AsArray().Single()!;
        ((string?)found["slug"], (string?)found["state"], (long?)found["members"]).ShouldBe((first.Slug, "Active", 1));
        (await staff.GetAsync("/tenants?search=%25"))["items"]!.AsArray().ShouldBeEmpty();
        (await staff.GetAsync($"/tenants?state=active&search={second.Slug}"))["items"]!.AsArray().ShouldBeEmpty();
        var page = await staff.GetAsync("/tenants?limit=1");
        var next = await staff.GetAsync($"/tenants?limit=1&cursor={Uri.EscapeDataString((string)page["nextCursor"]!)}");
        ((string?)page["items"]![0]!["id"], (string?)next["items"]![0]!["id"]).ShouldBe((second.Id, first.Id));
        using var wrong = await staff.Client.GetAsync("/api/v1/platform/tenants?state=happy", TestContext.Current.CancellationToken);
        await wrong.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "request.invalid");
    }

    [Fact]
    public async Task Suspension_AndResumption_AreInBothLogs()
    {
        var tenant = await host.ActiveTenantAsync();
        var staff = await Staff.SignInAsync(host);
        using var suspended = await staff.PostAsync($"/tenants/{tenant.Id}/suspensions", new { reason = "unpaid", note = "Three invoices are open." });
        ((string?)(await suspended.ShouldBeAsync(HttpStatusCode.OK))["state"]).ShouldBe("Suspended");
        using var again = await staff.PostAsync($"/tenants/{tenant.Id}/suspensions", new { reason = "unpaid" });
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var resumed = await staff.PostAsync($"/tenants/{tenant.Id}/resumptions");
        ((string?)(await resumed.ShouldBeAsync(HttpStatusCode.OK))["state"]).ShouldBe("Active");

        var history = (await staff.GetAsync($"/tenants/{tenant.Id}"))["history"]!.AsArray();
        history.Select(record => $"{record!["action"]} {record["actor"]} {record["by"]}").ShouldBe(
            ["tenant.provisioned system ", $"tenant.suspended staff {staff.Email}", $"tenant.resumed staff {staff.Email}"]);
        history[1]!["detail"]!.ToJsonString().ShouldBe("""{"state":"Suspended","reason":"Unpaid"}""");
        await Eventually.HoldsAsync(
            async () => (await tenant.Client.GetAsync("/api/v1/me", TestContext.Current.CancellationToken)).StatusCode == HttpStatusCode.OK, TimeSpan.FromSeconds(5), "it is not served again");
        var records = (await tenant.GetAsync("/api/v1/audit-records?action=tenant.suspended"))["items"]!.AsArray();
        ((string?)records.Single()!["actorName"], (string?)records.Single()!["detail"]!["note"]).ShouldBe(("Platform staff", "Three invoices are open."));
        records.Single()!.ToJsonString().ShouldNotContain(staff.Email);
    }

    [Theory]
    [InlineData("suspensions", """{"reason":"boredom"}""", HttpStatusCode.UnprocessableEntity, "request.invalid")]
    [InlineData("suspensions", """{"reason":"0"}""", HttpStatusCode.UnprocessableEntity, "request.invalid")]
    [InlineData("deletions", """{"graceDays":-1}""", HttpStatusCode.UnprocessableEntity, "request.invalid")]
    [InlineData("deletions", """{"grace":1}""", HttpStatusCode.BadRequest, "request.field.unknown")]
    [InlineData("deletion-cancellations", "{}", HttpStatusCode.Conflict, "tenant.state")]
    public async Task Change_WithWhatMakesNoSense_IsRefused(string verb, string body, HttpStatusCode status, string code)
    {
        var tenant = await host.ActiveTenantAsync();
        var staff = await Staff.SignInAsync(host);
        using var response = await staff.Client.PostAsync(
            $"/api/v1/platform/tenants/{tenant.Id}/{verb}", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        await response.ShouldBeProblemAsync(status, code);
        ((string?)(await staff.GetAsync($"/tenants/{tenant.Id}"))["tenant"]!["state"]).ShouldBe("Active");
    }

    [Theory]
    [InlineData("suspensions")]
    [InlineData("deletions")]
    public async Task Change_BySupport_IsForbidden(string verb)
    {
        var tenant = await host.ActiveTenantAsync();
        var staff = await Staff.SignInAsync(host, StaffRole.Support);
        using var response = await staff.PostAsync($"/tenants/{tenant.Id}/{verb}", verb == "suspensions" ? new { reason = "abuse" } : new { });
        await response.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "staff.forbidden");
    }

    [Fact]
    public async Task Tenant_ThatIsNotThere_IsNotFound()
    {
        var staff = await Staff.SignInAsync(host);
        foreach (var id in (string[])["ten_" + Guid.NewGuid().ToString("N"), "nonsense"])
        {
            using var found = await staff.Client.GetAsync($"/api/v1/platform/tenants/{id}", TestContext.Current.CancellationToken);
            await found.ShouldBeProblemAsync(HttpStatusCode.NotFound, "resource.not-found");
            using var changed = await staff.PostAsync($"/tenants/{id}/resumptions");
            await changed.ShouldBeProblemAsync(HttpStatusCode.NotFound, "resource.not-found");
        }
    }
}
