using System.Net;
using System.Text;

namespace Portal.Tests.Api;

public sealed class BadInputTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Theory]
    [InlineData("{", "request.malformed")]
    [InlineData("[]", "request.malformed")]
    [InlineData("{\"slug\":5}", "request.malformed")]
    [InlineData("{\"slug\":\"acme-x\",\"nme\":\"Acme\"}", "request.field.unknown")]
    [InlineData("{\"slug\":\"acme-x\",\"admin\":{\"mail\":\"a\"}}", "request.field.unknown")]
    [InlineData("", "request.malformed")]
    public async Task Body_ThatCannotBeRead_Is400WithAStableCode(string body, string code)
    {
        using var response = await PostAsync(new StringContent(body, Encoding.UTF8, "application/json"));
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task Body_OfAnotherMediaType_Is415()
    {
        using var response = await PostAsync(new StringContent("slug=acme", Encoding.UTF8, "application/x-www-form-urlencoded"));
        await response.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "request.media-type.unsupported");
    }

    [Fact]
    public async Task Route_ThatDoesNotExist_Is404WithAProblem()
    {
        using var response = await host.Client().GetAsync("/api/v1/nothing", TestContext.Current.CancellationToken);
        await response.ShouldBeProblemAsync(HttpStatusCode.NotFound, "route.unknown");
    }

    [Theory]
    [InlineData("/api/v1/rollouts?limit=0")]
    [InlineData("/api/v1/rollouts?limit=501")]
    [InlineData("/api/v1/audit-records?limit=-1")]
    public async Task Limit_OutOfRange_Is422(string path)
    {
        var tenant = await host.SignUpAsync();
        using var response = await tenant.Client.GetAsync(path, TestContext.Current.CancellationToken);
        await response.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "request.invalid");
    }

    [Fact]
    public async Task Limit_ThatIsNoNumber_Is400()
    {
        var tenant = await host.SignUpAsync();
        using var response = await tenant.Client.GetAsync("/api/v1/rollouts?limit=many", TestContext.Current.CancellationToken);
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "request.malformed");
    }

    [Fact]
    public async Task Cursor_OfAnotherTenant_IsRefused()
    {
        var (mine, other) = (await host.SignUpAsync(), await host.SignUpAsync());
        var cursor = (string?)(await mine.GetAsync("/api/v1/audit-records?limit=1"))["nextCursor"];
        cursor.ShouldNotBeNull();
        using var own = await mine.Client.GetAsync($"/api/v1/audit-records?limit=1&cursor={Uri.EscapeDataString(cursor)}", TestContext.Current.CancellationToken);
        own.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var foreign = await other.Client.GetAsync($"/api/v1/audit-records?limit=1&cursor={Uri.EscapeDataString(cursor)}", TestContext.Current.CancellationToken);
        await foreign.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "request.cursor.invalid");
        using var forged = await mine.Client.GetAsync("/api/v1/audit-records?cursor=MTIz", TestContext.Current.CancellationToken);
        await forged.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "request.cursor.invalid");
    }

    [Fact]
    public async Task Anyone_WithoutAKey_Is401OnEveryTenantRoute()
    {
        var tenant = await host.SignUpAsync();
        foreach (var path in new[] { "/api/v1/me", "/api/v1/rollouts", "/api/v1/installations", "/api/v1/audit-records", "/api/v1/operations", "/api/v1/api-keys", "/api/v1/members" })
        {
            using var response = await host.Client(tenant.Slug).GetAsync(path, TestContext.Current.CancellationToken);
            await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "access.unauthenticated");
        }
    }

    private async Task<HttpResponseMessage> PostAsync(HttpContent content)
    {
        using (content)
        {
            return await host.Client().PostAsync("/api/v1/tenants", content, TestContext.Current.CancellationToken);
        }
    }
}
