using System.Net;
using Npgsql;

namespace Portal.Tests.Tenancy;

public sealed class DomainTests(PortalHost host) : IClassFixture<PortalHost>
{
    private readonly string _name = $"portal.d{Guid.NewGuid():n}.com";

    [Fact]
    public async Task Add_OfADomain_SaysWhichRecordToPublishAndAsksForALook()
    {
        var tenant = await host.SignUpAsync();
        var domain = await AddAsync(tenant, _name.ToUpperInvariant() + ".");
        ((string?)domain["host"], (string?)domain["state"], (string?)domain["recordName"]).ShouldBe((_name, "Pending", "_portal-challenge." + _name));
        ((string)domain["recordValue"]!).Length.ShouldBe(40);
        (await ScalarAsync($"select count(*) from portal.operation where kind = 'domain.verify' and subject_id = '{domain["id"]}'")).ShouldBe(1);
    }

    [Fact]
    public async Task Add_OfADomainThatAnotherTenantHas_IsAnsweredAlike()
    {
        var (one, other) = (await host.SignUpAsync(), await host.SignUpAsync());
        var first = await AddAsync(one, _name);
        await ClaimAsync(one, (string)first["id"]!);
        var second = await AddAsync(other, _name);
        ((string?)second["state"], (string?)second["message"]).ShouldBe(((string?)first["state"], (string?)first["message"]));
    }

    [Fact]
    public async Task Add_OfADomainTwice_IsRefused()
    {
        var tenant = await host.SignUpAsync();
        await AddAsync(tenant, _name);
        using var again = await tenant.SendAsync(HttpMethod.Post, "/api/v1/domains", new { host = _name });
        await again.ShouldBeProblemAsync(HttpStatusCode.Conflict, "domain.exists");
    }

    [Theory]
    [InlineData("acme.localhost")]
    [InlineData("192.0.2.1")]
    [InlineData("*.example.com")]
    [InlineData("co.uk")]
    public async Task Add_OfWhatIsNoDomain_NamesTheField(string name)
    {
        var tenant = await host.SignUpAsync();
        using var answer = await tenant.SendAsync(HttpMethod.Post, "/api/v1/domains", new { host = name });
        var problem = await answer.ShouldBeAsync(HttpStatusCode.UnprocessableEntity);
        ((string?)problem["errors"]![0]!["pointer"]).ShouldBe("/host");
    }

    [Fact]
    public async Task Host_OfAVerifiedDomain_IsTheTenantInAnySpelling()
    {
        var tenant = await host.SignUpAsync();
        var domain = await AddAsync(tenant, _name);
        (await AskAsync(tenant, _name)).ShouldBe(HttpStatusCode.NotFound, "it is not proved yet");
        await ClaimAsync(tenant, (string)domain["id"]!);
        (await AskAsync(tenant, _name)).ShouldBe(HttpStatusCode.OK);
        (await AskAsync(tenant, _name.ToUpperInvariant() + ".:8080")).ShouldBe(HttpStatusCode.OK);
        (await AskAsync(tenant, "www." + _name)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Host_OfAnInternationalDomain_IsTheTenantInUnicodeAndInPunycode()
    {
        var tenant = await host.SignUpAsync();
        var label = $"b\u00fccher-{Guid.NewGuid():n}";
        var domain = await AddAsync(tenant, label + ".com");
        var punycode = (string)domain["host"]!;
        punycode.ShouldStartWith("xn--");
        await ScalarAsync($"insert into portal.domain_claim values ('{punycode}', '{tenant.Uuid}', '{Guid.ParseExact(((string)domain["id"]!)[4..], "N")}', 'token', now())");
        (await AskAsync(tenant, punycode)).ShouldBe(HttpStatusCode.OK);
        using var change = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        change.Headers.Host = punycode;
        change.Headers.Add("Origin", "http://" + punycode);
        change.Headers.Add("Cookie", tenant.Cookie);
        using var answer = await host.Client(tenant.Slug).SendAsync(change, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Host_OfADomain_RefusesAnotherTenantsKey()
    {
        var (tenant, other) = (await host.SignUpAsync(), await host.SignUpAsync());
        await ClaimAsync(tenant, (string)(await AddAsync(tenant, _name))["id"]!);
        (await AskAsync(other, _name)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Remove_OfAVerifiedDomain_FreesIt()
    {
        var tenant = await host.SignUpAsync();
        var id = (string)(await AddAsync(tenant, _name))["id"]!;
        await ClaimAsync(tenant, id);
        (await AskAsync(tenant, _name)).ShouldBe(HttpStatusCode.OK);
        using var removed = await tenant.SendAsync(HttpMethod.Delete, "/api/v1/domains/" + id);
        removed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await ScalarAsync($"select count(*) from portal.domain_claim where host = '{_name}'")).ShouldBe(0);
        await Eventually.HoldsAsync(async () => await AskAsync(tenant, _name) == HttpStatusCode.NotFound, TimeSpan.FromSeconds(5), "the removed domain still leads here");
    }

    [Fact]
    public async Task Check_OfALapsedDomain_BeginsAnew()
    {
        var tenant = await host.SignUpAsync();
        var id = (string)(await AddAsync(tenant, _name))["id"]!;
        await ScalarAsync($"update portal.custom_domain set state = 'lapsed' where host = '{_name}'");
        using var check = await tenant.SendAsync(HttpMethod.Post, $"/api/v1/domains/{id}/checks");
        await check.ShouldBeAsync(HttpStatusCode.Accepted);
        ((string?)(await tenant.GetAsync("/api/v1/domains/" + id))["state"]).ShouldBe("Pending");
    }

    private static async Task<System.Text.Json.Nodes.JsonObject> AddAsync(TestTenant tenant, string name)
    {
        using var added = await tenant.SendAsync(HttpMethod.Post, "/api/v1/domains", new { host = name });
        return await added.ShouldBeAsync(HttpStatusCode.Created);
    }

    // As the operator does once DNS has said so.
    private Task<long> ClaimAsync(TestTenant tenant, string id) => ScalarAsync(
        $"insert into portal.domain_claim values ('{_name}', '{tenant.Uuid}', '{Guid.ParseExact(id[4..], "N")}', 'token', now())");

    private async Task<HttpStatusCode> AskAsync(TestTenant tenant, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        request.Headers.Host = name;
        request.Headers.Authorization = new("Bearer", tenant.ApiKey);
        using var response = await host.Client().SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private async Task<long> ScalarAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(host.Database.Superuser);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) as long? ?? 0;
    }
}
