using System.Net;

namespace Portal.Tests.Tenancy;

public sealed class HostResolutionTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Theory]
    [InlineData("nobody.localhost")]
    [InlineData("localhost.evil.example")]
    [InlineData("a.b.localhost")]
    [InlineData("evil.example")]
    public async Task Host_ThatNamesNoTenant_GetsAPlain404ThatRevealsNothing(string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://localhost/");
        request.Headers.Host = name;
        using var response = await host.Client().SendAsync(request, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        text.ShouldContain("There is nothing at this address.");
        text.ShouldNotContain("Portal");
        text.ShouldNotContain(name);
    }

    [Theory]
    [InlineData("{0}.localhost:8080")]
    [InlineData("{0}.localhost.")]
    [InlineData("{1}.LOCALHOST")]
    public async Task Host_InAnotherSpelling_IsTheSameTenant(string spelling)
    {
        var tenant = await host.SignUpAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://localhost/api/v1/me");
        request.Headers.Host = string.Format(System.Globalization.CultureInfo.InvariantCulture, spelling, tenant.Slug, tenant.Slug.ToUpperInvariant());
        request.Headers.Authorization = new("Bearer", tenant.ApiKey);
        using var response = await host.Client().SendAsync(request, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Host_OfASuspendedTenant_LooksLikeOneThatNeverWas()
    {
        var tenant = await host.SignUpAsync();
        await using var source = Npgsql.NpgsqlDataSource.Create(host.Database.Superuser);
        await using var suspend = source.CreateCommand($"update portal.tenant set state = 'suspended' where id = '{tenant.Uuid}'");
        await suspend.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(
            async () => (await host.Client(tenant.Slug).GetAsync("/api/v1/me", TestContext.Current.CancellationToken)).StatusCode == HttpStatusCode.NotFound,
            TimeSpan.FromSeconds(5), "the suspended tenant's host still answers");
    }
}
