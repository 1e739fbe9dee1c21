using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Domain.Tenancy;
using Portal.Plugins;

namespace Portal.Tests.Plugins;

public sealed class PluginUiTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Get_OfAnInstalledPlugin_ServesItsPagesInASandbox()
    {
        var tenant = await host.SignUpAsync();
        await InstalledAsync(tenant, "tech-radar");
        var address = Address(tenant, "tech-radar");
        using var page = await host.Client(tenant.Slug).GetAsync(address);
        (await page.Content.ReadAsStringAsync()).ShouldContain("<h1>Tech radar</h1>");
        page.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("sandbox allow-scripts;");
        policy.ShouldContain("frame-ancestors 'self'");
        using var style = await host.Client(tenant.Slug).GetAsync(address + "style.css");
        style.Content.Headers.ContentType!.MediaType.ShouldBe("text/css");
        (await host.Client(tenant.Slug).GetAsync(address + "../plugin.yaml")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await host.Client(tenant.Slug).GetAsync(address + "nothing.css")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Get_OnAnotherTenantsHostOrWithAForgedAddress_IsNotThere()
    {
        var (tenant, other) = (await host.SignUpAsync(), await host.SignUpAsync());
        await InstalledAsync(tenant, "tech-radar");
        var address = Address(tenant, "tech-radar");
        (await host.Client(other.Slug).GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await host.Client(tenant.Slug).GetAsync(address.Insert(20, "x"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Get_OfWhatIsNotInstalledOrNotPaid_IsNotThere()
    {
        var tenant = await host.SignUpAsync();
        (await host.Client(tenant.Slug).GetAsync(Address(tenant, "on-call"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await InstalledAsync(tenant, "dora-metrics");
        (await host.Client(tenant.Slug).GetAsync(Address(tenant, "dora-metrics"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private string Address(TestTenant tenant, string plugin) =>
        host.Services.GetRequiredService<PluginUi>().Address(new TenantId(tenant.Uuid), plugin, "1.0.0");

    // What the operator reports once a version is live.
    private async Task InstalledAsync(TestTenant tenant, string plugin)
    {
        await using var source = NpgsqlDataSource.Create(host.Database.Superuser);
        await using var command = source.CreateCommand(
            """
            insert into portal.installation (tenant_id, id, plugin_id, state, version, strategy, created_by, created_at, updated_at)
            select $1, $2, id, 'active', '1.0.0', '{}', $2, now(), now() from portal.plugin where key = $3
            """);
        command.Parameters.Add(new() { Value = tenant.Uuid });
        command.Parameters.Add(new() { Value = Guid.CreateVersion7() });
        command.Parameters.Add(new() { Value = plugin });
        await command.ExecuteNonQueryAsync();
    }
}
