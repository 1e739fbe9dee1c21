using System.Net;

namespace Portal.Tests.Marketplace;

public sealed class ListingTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task List_OfTheDemoPlugins_ShowsAllByName()
    {
        var tenant = await host.SignUpAsync();
        var items = (await tenant.GetAsync("/api/v1/listings"))["items"]!.AsArray();
        items.Count.ShouldBe(12);
        items.Select(item => (string)item!["name"]!).ShouldBe(items.Select(item => (string)item!["name"]!).Order(StringComparer.OrdinalIgnoreCase));
        var ci = items.Single(item => (string?)item!["plugin"] == "ci-status")!;
        ((string?)ci["version"], ci["price"], (bool)ci["bought"]!, ci["installation"]).ShouldBe(("1.1.0", null, false, null));
        items.Single(item => (string?)item!["plugin"] == "feature-flags")!["price"]!.ToJsonString().ShouldBe("""{"amount":4900,"currency":"EUR"}""");
    }

    [Fact]
    public async Task Find_OfAPlugin_ShowsItsVersionsNewestFirst()
    {
        var tenant = await host.SignUpAsync();
        var detail = await tenant.GetAsync("/api/v1/listings/ci-status");
        var versions = detail["versions"]!.AsArray();
        versions.Select(version => (string)version!["version"]!).ShouldBe(["2.0.0", "1.1.0", "1.0.0"]);
        versions[0]!["permissions"]!["pipelines.read"].ShouldNotBeNull();
        ((string)detail["readme"]!).ShouldStartWith("# CI status");
        ((int)detail["publisherShareBasisPoints"]!).ShouldBe(8000);
    }

    [Fact]
    public async Task Find_OfNothing_IsNotThere()
    {
        var tenant = await host.SignUpAsync();
        using var response = await tenant.SendAsync(HttpMethod.Get, "/api/v1/listings/nothing");
        await response.ShouldBeProblemAsync(HttpStatusCode.NotFound, "resource.not-found");
    }

    [Fact]
    public async Task List_WithoutSignIn_IsUnauthenticated()
    {
        var tenant = await host.SignUpAsync();
        using var response = await host.Client(tenant.Slug).GetAsync("/api/v1/listings");
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
