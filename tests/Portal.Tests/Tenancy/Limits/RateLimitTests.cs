using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Access;
using Portal.Tenancy.Limits;

namespace Portal.Tests.Tenancy.Limits;

// Buckets are refilled so slowly that even a machine that is busy with other things empties them.
public sealed class RateLimitTests
{
    [Fact]
    public async Task Requests_OfOnePrincipalTooOften_AreRefusedWithHeadersThatSayWhen()
    {
        await using var host = await StartAsync("--RateLimits:RequestsPerMinutePerPrincipal=6");
        var tenant = await host.SignUpAsync();
        using var first = await GetAsync(tenant.Client, "/api/v1/me");
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        first.Headers.GetValues("RateLimit-Policy").Single().ShouldBe("\"tenant\";q=1000000;w=10, \"principal\";q=6;w=60");
        first.Headers.GetValues("RateLimit").Single().ShouldEndWith("\"principal\";r=5;t=10");
        var last = first;
        for (var i = 0; i < 30 && last.StatusCode == HttpStatusCode.OK; i++)
        {
            last = await GetAsync(tenant.Client, "/api/v1/me");
        }

        await last.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "rate.limited");
        last.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
        // Another principal of the same tenant has a bucket of its own.
        using var other = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        other.Headers.Add("Cookie", tenant.Cookie);
        using var answer = await host.Client(tenant.Slug).SendAsync(other, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Requests_OfATenantBeyondItsAgreedRate_AreRefusedAndAnotherTenantsAreNot()
    {
        await using var host = await StartAsync();
        var (mine, other) = (await host.SignUpAsync(), await host.SignUpAsync());
        await using var source = Npgsql.NpgsqlDataSource.Create(host.Database.Superuser);
        await using var agree = source.CreateCommand($"insert into portal.quota_override values ('{mine.Uuid}', 'api_requests_per_minute', 6, 'test', now())");
        await agree.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(
            async () => (await GetAsync(mine.Client, "/api/v1/me")).StatusCode == HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(20), "the agreed rate is not held");
        using var others = await GetAsync(other.Client, "/api/v1/me");
        others.StatusCode.ShouldBe(HttpStatusCode.OK);
        // A person without credentials still gets to the sign-in page.
        using var page = await GetAsync(host.Client(mine.Slug), "/sign-in");
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task SignIns_OfOneAddressTooOften_AreRefusedBeforeThePasswordIsLookedAt()
    {
        await using var host = await StartAsync("--RateLimits:SignInsPerMinutePerAddress=3");
        var tenant = await host.SignUpAsync();
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 12 && !statuses.Contains(HttpStatusCode.TooManyRequests); i++)
        {
            using var answer = await host.Client(tenant.Slug).PostAsJsonAsync(
                "/api/v1/sessions", new { email = "nobody@example.com", password = "wrong wrong wrong" }, TestContext.Current.CancellationToken);
            statuses.Add(answer.StatusCode);
        }

        statuses.ShouldContain(HttpStatusCode.Unauthorized);
        statuses[^1].ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Pages_OfOneAddressTooOften_GetAPageThatSaysWhen()
    {
        await using var host = await StartAsync("--RateLimits:RequestsPerMinutePerAddress=6");
        var last = await GetAsync(host.Client(), "/sign-up");
        for (var i = 0; i < 60 && last.StatusCode == HttpStatusCode.OK; i++)
        {
            last = await GetAsync(host.Client(), "/sign-up");
        }

        last.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        last.Headers.RetryAfter.ShouldNotBeNull();
        last.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        (await last.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("Too many requests");
    }

    [Fact]
    public async Task Requests_OfSignedInPrincipals_LeaveTheAddressItsOwn()
    {
        await using var host = await StartAsync("--RateLimits:RequestsPerMinutePerAddress=120");
        var tenant = await host.SignUpAsync();
        for (var i = 0; i < 100; i++)
        {
            using var answer = await GetAsync(tenant.Client, "/api/v1/me");
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"request {i}");
        }
    }

    [Fact]
    public async Task Circuits_BeyondWhatAMemberMayHave_AreRefusedUntilOneCloses()
    {
        await using var host = await StartAsync("--RateLimits:CircuitsPerMember=2", "--RateLimits:CircuitsPerTenant=3");
        var circuits = host.Services.GetRequiredService<CircuitCounts>();
        var (ada, bob) = (Member("mem_ada"), Member("mem_bob"));
        (circuits.TryOpen(ada), circuits.TryOpen(ada), circuits.TryOpen(ada)).ShouldBe((true, true, false));
        (circuits.TryOpen(bob), circuits.TryOpen(bob)).ShouldBe((true, false));
        circuits.Close(ada);
        circuits.TryOpen(bob).ShouldBeTrue();
    }

    [Fact]
    public async Task Negotiation_OfATenantWithAsManyPagesOpenAsThereMayBe_IsRefusedUntilOneCloses()
    {
        await using var host = await StartAsync("--RateLimits:CircuitsPerMember=1", "--RateLimits:CircuitsPerTenant=1");
        var tenant = await host.SignUpAsync();
        var circuits = host.Services.GetRequiredService<CircuitCounts>();
        var other = new Caller(new(tenant.Uuid), PrincipalKind.Member, default, "mem_other", "Other", Role.Viewer, "");
        circuits.TryOpen(other).ShouldBeTrue();

        using (var refused = await NegotiateAsync(host, tenant))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(30));
        }

        circuits.Close(other);
        using var negotiated = await NegotiateAsync(host, tenant);
        negotiated.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<HttpResponseMessage> NegotiateAsync(PortalHost host, TestTenant tenant)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Cookie", tenant.Cookie);
        var client = host.Client(tenant.Slug);
        request.Headers.Add("Origin", client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static readonly Domain.Tenancy.TenantId Tenant = new(Guid.NewGuid());

    private static Caller Member(string principal) => new(Tenant, PrincipalKind.Member, default, principal, principal, Role.Viewer, "");

    private static async Task<PortalHost> StartAsync(params string[] settings)
    {
        var host = new PortalHost { Settings = settings };
        await host.InitializeAsync();
        return host;
    }

    private static Task<HttpResponseMessage> GetAsync(HttpClient client, string path) => client.GetAsync(path, TestContext.Current.CancellationToken);
}
