using System.Net;
using System.Net.Http.Json;
using Npgsql;

namespace Portal.Tests.Tenancy;

public sealed class SignUpTests(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly object Admin = new { email = "ada@example.com", displayName = "Ada", password = TestTenant.Password };

    [Fact]
    public async Task SignUp_WithEverything_MakesTenantAdminOperationAndAuditRecordTogether()
    {
        var tenant = await host.SignUpAsync();
        var me = await tenant.GetAsync("/api/v1/me");
        ((string?)me["tenant"]).ShouldBe(tenant.Id);
        ((string?)me["role"]).ShouldBe("Admin");
        (await CountAsync("select count(*) from portal.operation where tenant_id = $1 and kind = 'tenant.provision' and state = 'queued'", tenant.Uuid)).ShouldBe(1);
        (await CountAsync("select count(*) from portal.audit_pending_record where tenant_id = $1 and action = 'tenant.signed-up'", tenant.Uuid)).ShouldBe(1);
    }

    [Fact]
    public async Task SignUp_WithATakenSlug_IsRefusedAndWritesNothing()
    {
        var tenant = await host.SignUpAsync();
        var before = await CountAsync("select count(*) from portal.member");
        using var response = await PostAsync(new { slug = tenant.Slug, name = "Other", admin = Admin });
        await response.ShouldBeProblemAsync(HttpStatusCode.Conflict, "tenant.slug.taken");
        (await CountAsync("select count(*) from portal.member")).ShouldBe(before);
    }

    [Theory]
    [InlineData("www")]
    [InlineData("Acme")]
    [InlineData("аcme")]
    [InlineData("a")]
    [InlineData("-acme")]
    [InlineData("a--b")]
    [InlineData("")]
    public async Task SignUp_WithABadSlug_NamesTheField(string slug)
    {
        using var response = await PostAsync(new { slug, name = "Acme", admin = Admin });
        var problem = await response.ShouldBeAsync(HttpStatusCode.UnprocessableEntity);
        ((string?)problem["errors"]![0]!["pointer"]).ShouldBe("/slug");
    }

    [Fact]
    public async Task SignUp_WithManyFaults_NamesThemAllAndRepeatsNoPassword()
    {
        using var response = await PostAsync(new { slug = "x", name = new string('n', 101), admin = new { email = "nobody", displayName = "", password = "hunter2" } });
        var problem = await response.ShouldBeAsync(HttpStatusCode.UnprocessableEntity);
        problem["errors"]!.AsArray().Select(e => (string)e!["pointer"]!).ShouldBe(["/slug", "/admin/email", "/name", "/admin/displayName", "/admin/password"]);
        problem.ToJsonString().ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task SignUp_OnATenantsHost_IsNotThere()
    {
        var tenant = await host.SignUpAsync();
        using var response = await host.Client(tenant.Slug).PostAsJsonAsync("/api/v1/tenants", new { slug = "other-one", name = "Other", admin = Admin }, TestContext.Current.CancellationToken);
        await response.ShouldBeProblemAsync(HttpStatusCode.NotFound, "resource.not-found");
    }

    [Fact]
    public async Task SignUp_TwiceAtOnce_MakesOneTenant()
    {
        var slug = "race-" + Guid.NewGuid().ToString("n")[..8];
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PostAsync(new { slug, name = "Race", admin = Admin })));
        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.Conflict).ShouldBe(5);
    }

    private Task<HttpResponseMessage> PostAsync(object body) => host.Client().PostAsJsonAsync("/api/v1/tenants", body, TestContext.Current.CancellationToken);

    private async Task<long> CountAsync(string sql, Guid? tenant = null)
    {
        await using var source = NpgsqlDataSource.Create(host.Database.Superuser);
        await using var command = source.CreateCommand(sql);
        if (tenant is { } id)
        {
            command.Parameters.Add(new() { Value = id });
        }

        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
