using System.Net;
using System.Net.Http.Json;

namespace Portal.Tests.Access;

public sealed class SessionTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task SignIn_WithTheRightPassword_SetsAHostOnlyHttpOnlyCookie()
    {
        var tenant = await host.SignUpAsync();
        using var response = await SignInAsync(tenant, tenant.Email, TestTenant.Password);
        await response.ShouldBeAsync(HttpStatusCode.Created);
        var cookie = response.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldNotContain("domain=");
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain(cookie.Split('=', ';')[1]);
    }

    [Fact]
    public async Task SignIn_WithAWrongPasswordOrAnUnknownAddress_GetsTheSameAnswer()
    {
        var tenant = await host.SignUpAsync();
        using var wrong = await SignInAsync(tenant, tenant.Email, "not the password");
        using var unknown = await SignInAsync(tenant, "nobody@example.com", "not the password");
        var first = await wrong.ShouldBeAsync(HttpStatusCode.Unauthorized);
        var second = await unknown.ShouldBeAsync(HttpStatusCode.Unauthorized);
        ((string?)first["code"], (string?)first["detail"]).ShouldBe(((string?)second["code"], (string?)second["detail"]));
    }

    [Fact]
    public async Task SignIn_AfterTenWrongPasswords_IsLocked()
    {
        var tenant = await host.SignUpAsync();
        for (var i = 0; i < 10; i++)
        {
            using var wrong = await SignInAsync(tenant, tenant.Email, "not the password");
            wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        using var right = await SignInAsync(tenant, tenant.Email, TestTenant.Password);
        await right.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "session.locked");
    }

    [Fact]
    public async Task SignOut_OfASession_EndsItAtOnce()
    {
        var tenant = await host.SignUpAsync();
        var cookie = await tenant.SignInAsync();
        using var open = await SendAsync(tenant, HttpMethod.Get, "/api/v1/me", cookie);
        open.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var close = await SendAsync(tenant, HttpMethod.Delete, "/api/v1/sessions/current", cookie);
        close.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var after = await SendAsync(tenant, HttpMethod.Get, "/api/v1/me", cookie);
        await after.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "session.expired");
    }

    [Fact]
    public async Task Cookie_OnARequestFromAnotherSite_ChangesNothing()
    {
        var tenant = await host.SignUpAsync();
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/v1/sessions/current");
        request.Headers.Add("Cookie", tenant.Cookie);
        request.Headers.Add("Origin", "http://globex.localhost:8080");
        using var response = await host.Client(tenant.Slug).SendAsync(request, TestContext.Current.CancellationToken);
        await response.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "request.cross-site");
    }

    [Fact]
    public async Task Cookie_OfAnotherTenant_IsNobody()
    {
        var (mine, other) = (await host.SignUpAsync(), await host.SignUpAsync());
        using var response = await SendAsync(other, HttpMethod.Get, "/api/v1/me", mine.Cookie);
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task ApiKey_OfAnotherTenant_FindsNothingHere()
    {
        var (mine, other) = (await host.SignUpAsync(), await host.SignUpAsync());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        request.Headers.Authorization = new("Bearer", mine.ApiKey);
        using var response = await host.Client(other.Slug).SendAsync(request, TestContext.Current.CancellationToken);
        await response.ShouldBeProblemAsync(HttpStatusCode.NotFound, "host.unknown");
    }

    [Fact]
    public async Task ApiKey_OnceRevoked_IsRefused()
    {
        var tenant = await host.SignUpAsync();
        using var made = await tenant.SendAsync(HttpMethod.Post, "/api/v1/api-keys", new { name = "short-lived" });
        var key = await made.ShouldBeAsync(HttpStatusCode.Created);
        using var revoked = await tenant.SendAsync(HttpMethod.Delete, $"/api/v1/api-keys/{key["id"]}");
        revoked.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        request.Headers.Authorization = new("Bearer", (string)key["secret"]!);
        using var response = await host.Client(tenant.Slug).SendAsync(request, TestContext.Current.CancellationToken);
        await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "session.expired");
    }

    [Fact]
    public async Task Circuit_FromAForeignOrigin_IsRefusedBeforeItIsMade()
    {
        var tenant = await host.SignUpAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Cookie", tenant.Cookie);
        request.Headers.Add("Origin", "http://evil.example");
        using var response = await host.Client(tenant.Slug).SendAsync(request, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private Task<HttpResponseMessage> SignInAsync(TestTenant tenant, string email, string password) =>
        host.Client(tenant.Slug).PostAsJsonAsync("/api/v1/sessions", new { email, password }, TestContext.Current.CancellationToken);

    private async Task<HttpResponseMessage> SendAsync(TestTenant tenant, HttpMethod method, string path, string cookie)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Cookie", cookie);
        return await host.Client(tenant.Slug).SendAsync(request, TestContext.Current.CancellationToken);
    }
}
