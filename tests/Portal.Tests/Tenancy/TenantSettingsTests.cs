using System.Net;
using System.Net.Http.Json;

namespace Portal.Tests.Tenancy;

public sealed class TenantSettingsTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Rename_WithTheVersionThatWasRead_ChangesTheNameAndIsRecorded()
    {
        var tenant = await host.SignUpAsync();
        using var read = await tenant.Client.GetAsync("/api/v1/tenant", TestContext.Current.CancellationToken);
        using var renamed = await RenameAsync(tenant, "New name", read.Headers.ETag!.ToString());
        renamed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var again = await tenant.Client.GetAsync("/api/v1/tenant", TestContext.Current.CancellationToken);
        ((string?)(await again.ShouldBeAsync(HttpStatusCode.OK))["name"]).ShouldBe("New name");
        again.Headers.ETag.ShouldBe(renamed.Headers.ETag);
        (await tenant.GetAsync("/api/v1/audit-records?action=tenant.renamed"))["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Rename_ByTwoAdminsWhoReadTheSame_SucceedsForOne()
    {
        var tenant = await host.SignUpAsync();
        using var read = await tenant.Client.GetAsync("/api/v1/tenant", TestContext.Current.CancellationToken);
        var etag = read.Headers.ETag!.ToString();
        var answers = await Task.WhenAll(RenameAsync(tenant, "First", etag), RenameAsync(tenant, "Second", etag));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.NoContent).ShouldBe(1);
        await answers.Single(answer => answer.StatusCode != HttpStatusCode.NoContent).ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed, "tenant.changed");
    }

    [Theory]
    [InlineData(null, "New name", HttpStatusCode.PreconditionRequired, "request.if-match.missing")]
    [InlineData("\"nonsense\"", "New name", HttpStatusCode.PreconditionFailed, "tenant.changed")]
    [InlineData("\"1\"", "New name", HttpStatusCode.PreconditionFailed, "tenant.changed")]
    [InlineData("\"1\"", "", HttpStatusCode.UnprocessableEntity, "request.invalid")]
    public async Task Rename_WithABadVersionOrName_IsRefused(string? etag, string name, HttpStatusCode status, string code)
    {
        var tenant = await host.SignUpAsync();
        using var answer = await RenameAsync(tenant, name, etag);
        await answer.ShouldBeProblemAsync(status, code);
    }

    private static async Task<HttpResponseMessage> RenameAsync(TestTenant tenant, string name, string? etag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, "/api/v1/tenant") { Content = JsonContent.Create(new { name }) };
        if (etag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", etag);
        }

        return await tenant.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
