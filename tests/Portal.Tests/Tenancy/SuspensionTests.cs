using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Access;
using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Tests.Tenancy;

public sealed class SuspensionTests(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Suspended_ToAStranger_LooksLikeAHostThatNeverWas()
    {
        var tenant = await host.ActiveTenantAsync();
        await host.HappensAsync(tenant, new TenantSuspended(SuspensionReason.Unpaid));
        await UntilAsync(async () => await StatusAsync(host.Client(tenant.Slug), "/sign-in") == HttpStatusCode.NotFound, "the sign-in page is still there");
        foreach (var path in (string[])["/", "/sign-in", "/css/base.css", "/api/v1/me", "/openapi/v1.json"])
        {
            (await AnswerAsync(tenant.Slug, path)).ShouldBe(await AnswerAsync("never-was", path), path);
        }

        using var signIn = await host.Client(tenant.Slug).PostAsJsonAsync(
            "/api/v1/sessions", new { email = tenant.Email, password = TestTenant.Password }, TestContext.Current.CancellationToken);
        await signIn.ShouldBeProblemAsync(HttpStatusCode.NotFound, "host.unknown");
    }

    [Fact]
    public async Task Suspended_ToWhoBelongs_IsSaidInThePortalsOwnLook()
    {
        var tenant = await host.ActiveTenantAsync();
        var cookie = await tenant.SignInAsync();
        await host.HappensAsync(tenant, new TenantSuspended(SuspensionReason.Unpaid));
        await UntilAsync(async () => (await AskAsync(tenant.Slug, "/catalog", cookie)).Status == HttpStatusCode.Forbidden, "the pages still open");

        var page = (await AskAsync(tenant.Slug, "/", cookie)).Body;
        page.ShouldNotContain("style=");
        var parts = System.Text.RegularExpressions.Regex.Matches(page, "(?:href|src)=\"([^\"]+)\"").Select(match => match.Groups[1].Value).Distinct().ToList();
        parts.Count.ShouldBe(6);
        foreach (var part in parts)
        {
            (await AskAsync(tenant.Slug, part, cookie)).Status.ShouldBe(HttpStatusCode.OK, part);
        }
    }

    private async Task<(HttpStatusCode Status, string Body)> AskAsync(string slug, string path, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", cookie);
        using var response = await host.Client(slug).SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Suspended_ToWhoBelongs_IsSaidByApiAndPage()
    {
        var tenant = await host.ActiveTenantAsync();
        await host.HappensAsync(tenant, new TenantSuspended(SuspensionReason.Unpaid));
        await UntilAsync(async () => await StatusAsync(tenant.Client, "/api/v1/me") == HttpStatusCode.Forbidden, "the key still works");
        using var api = await tenant.Client.GetAsync("/api/v1/installations", TestContext.Current.CancellationToken);
        await api.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "tenant.suspended");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/plugins");
        request.Headers.Add("Cookie", tenant.Cookie);
        using var page = await host.Client(tenant.Slug).SendAsync(request, TestContext.Current.CancellationToken);
        page.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("This portal is suspended");
    }

    [Fact]
    public async Task Suspended_UseCases_FailAtOnceWhateverLetThemThrough()
    {
        var tenant = await host.ActiveTenantAsync();
        await host.HappensAsync(tenant, new TenantSuspended(SuspensionReason.Security));
        var units = host.Services.GetRequiredService<TenantUnitOfWorks>();
        var refused = await Should.ThrowAsync<TenantNotServedException>(() => units.BeginAsync(new(tenant.Uuid), TestContext.Current.CancellationToken));
        refused.Refusal.ShouldBe(new TenantNotServed(TenantState.Suspended));
    }

    [Fact]
    public async Task Suspended_OpenCircuit_CompletesNoOtherEvent()
    {
        var tenant = await host.ActiveTenantAsync();
        await using var circuit = host.Services.CreateAsyncScope();
        var authentication = (RevalidatingServerAuthenticationStateProvider)circuit.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();
        authentication.SetAuthenticationState(Task.FromResult(new AuthenticationState(await PrincipalAsync(tenant))));
        var completed = 0;
        var gate = circuit.ServiceProvider.GetServices<CircuitHandler>().Single().CreateInboundActivityHandler(_ =>
        {
            completed++;
            return Task.CompletedTask;
        });
        await gate(null!);
        completed.ShouldBe(1);

        await host.HappensAsync(tenant, new TenantSuspended(SuspensionReason.Abuse));

        await UntilAsync(
            async () => (await authentication.GetAuthenticationStateAsync()).User.Identity is not { IsAuthenticated: true }, "the circuit is still signed in");
        await gate(null!);
        completed.ShouldBe(1);
        await Should.ThrowAsync<SessionOverException>(circuit.ServiceProvider.GetRequiredService<CircuitCaller>().GetAsync());
    }

    [Fact]
    public async Task Resumed_AfterASuspension_EverythingIsAsBefore()
    {
        var tenant = await host.ActiveTenantAsync();
        await host.HappensAsync(tenant, new TenantSuspended(SuspensionReason.Unpaid));
        await UntilAsync(async () => await StatusAsync(tenant.Client, "/api/v1/me") == HttpStatusCode.Forbidden, "the key still works");
        await host.HappensAsync(tenant, new TenantResumed());
        await UntilAsync(async () => await StatusAsync(tenant.Client, "/api/v1/me") == HttpStatusCode.OK, "the key does not work again");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        request.Headers.Add("Cookie", tenant.Cookie);
        using var session = await host.Client(tenant.Slug).SendAsync(request, TestContext.Current.CancellationToken);
        session.StatusCode.ShouldBe(HttpStatusCode.OK);
        var actions = (await tenant.GetAsync("/api/v1/audit-records"))["items"]!.AsArray().Select(record => (string)record!["action"]!);
        actions.Take(2).ShouldBe(["tenant.resumed", "tenant.suspended"]);
    }

    private static Task UntilAsync(Func<Task<bool>> holds, string otherwise) => Eventually.HoldsAsync(holds, Soon, otherwise);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private async Task<(HttpStatusCode Status, string? Type, string Body)> AnswerAsync(string slug, string path)
    {
        using var response = await host.Client(slug).GetAsync(path, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var varying = body.IndexOf("\"correlationId\"", StringComparison.Ordinal);
        return (response.StatusCode, response.Content.Headers.ContentType?.MediaType, varying < 0 ? body : body[..varying]);
    }

    private async Task<System.Security.Claims.ClaimsPrincipal> PrincipalAsync(TestTenant tenant)
    {
        await using var source = NpgsqlDataSource.Create(host.Database.Superuser);
        await using var find = source.CreateCommand("select id, member_id from portal.session where tenant_id = $1 order by created_at limit 1");
        find.Parameters.Add(new() { Value = tenant.Uuid });
        await using var row = await find.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        (await row.ReadAsync(TestContext.Current.CancellationToken)).ShouldBeTrue();
        var member = new MemberId(row.GetGuid(1));
        var caller = new Caller(new(tenant.Uuid), PrincipalKind.Member, member, member.ToString(), "Ada", Role.Admin, "tests");
        return PortalClaims.Write(caller, new SessionId(row.GetGuid(0)), TenantService.Full);
    }
}
