using System.Net;

namespace Portal.IsolationTests.Resolution;

/// <summary>A host name leads to its tenant or to nobody, however it is written; it never leads to a fault.</summary>
public sealed class HostNameTests(NamedTenants named) : IClassFixture<NamedTenants>
{
    [Theory]
    [InlineData("{0}.localhost:8080")]
    [InlineData("{0}.localhost.")]
    [InlineData("{0}.localhost.:80")]
    [InlineData("{1}.localhost")]
    [InlineData("{0}.LOCALHOST")]
    public async Task Host_InAnotherSpellingOfTheSameName_IsItsTenant(string spelling) => (await AskAsync(spelling)).ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("x{0}.localhost")]
    [InlineData("{0}x.localhost")]
    [InlineData("a.{0}.localhost")]
    [InlineData("{0}.localhost.evil.example")]
    [InlineData("{0}.evil.example")]
    [InlineData("{0}localhost")]
    [InlineData(".{0}.localhost")]
    [InlineData("{0}..localhost")]
    [InlineData("{0} .localhost")]
    [InlineData("{0}\t.localhost")]
    [InlineData("{0}%2elocalhost")]
    [InlineData("{0}.localhost%00")]
    [InlineData("{0}.localhost/x")]
    [InlineData("{0}@x.localhost")]
    [InlineData("xn--pple-43d.localhost")]
    [InlineData("аcme.localhost")]
    [InlineData("{0}。localhost")]
    [InlineData("{0}.localhoſt")]
    [InlineData("{0}.loca\uFF4Chost")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.localhost")]
    [InlineData("10.0.0.1")]
    [InlineData("[::ffff:10.0.0.1]")]
    [InlineData("[{0}]")]
    [InlineData("'; drop table portal.tenant; --.localhost")]
    public async Task Host_ThatOnlyLooksLikeIt_IsNobodys(string name) => (await AskAsync(name)).ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("xn--t123.localhost")]
    [InlineData("xn--.localhost")]
    [InlineData("xn--a-ecp.ru")]
    [InlineData("xn--xn---epa.localhost")]
    public async Task Host_ThatEncodesNothing_IsNobodys(string name)
    {
        // The client of the tests would refuse to send it.
        var server = (Microsoft.AspNetCore.TestHost.TestServer)Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>(named.Host.Services);
        var context = await server.SendAsync(
            c =>
            {
                c.Request.Method = "GET";
                c.Request.Path = "/api/v1/me";
                c.Request.Headers.Host = name;
            },
            TestContext.Current.CancellationToken);
        context.Response.StatusCode.ShouldBe(404);
    }

    [Theory]
    [InlineData("X-Forwarded-Host")]
    [InlineData("Forwarded")]
    [InlineData("X-Host")]
    [InlineData("X-Original-Host")]
    [InlineData("X-Tenant")]
    [InlineData("X-Tenant-Id")]
    public async Task Header_ThatNamesAnotherTenant_IsIgnored(string header)
    {
        var (mine, other) = (named.Mine, named.Other);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        request.Headers.TryAddWithoutValidation(header, header switch { "Forwarded" => $"host={other.Slug}.localhost", "X-Tenant" => other.Slug, "X-Tenant-Id" => other.Id, _ => $"{other.Slug}.localhost" });
        using var response = await mine.Client.SendAsync(request, TestContext.Current.CancellationToken);
        ((string?)(await response.ShouldBeAsync(HttpStatusCode.OK))["tenant"]).ShouldBe(mine.Id);
    }

    private async Task<HttpStatusCode> AskAsync(string spelling)
    {
        var tenant = named.Mine;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        request.Headers.TryAddWithoutValidation("Host", spelling.Replace("{0}", tenant.Slug, StringComparison.Ordinal)
            .Replace("{1}", tenant.Slug.ToUpperInvariant(), StringComparison.Ordinal));
        request.Headers.Authorization = new("Bearer", tenant.ApiKey);
        using var response = await named.Host.Client().SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
