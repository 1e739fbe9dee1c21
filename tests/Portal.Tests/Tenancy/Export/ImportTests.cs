using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Infrastructure.Tenancy.Export;
using Portal.Tenancy.Export;

namespace Portal.Tests.Tenancy.Export;

/// <summary>A tenant that arrives in another deployment.</summary>
public sealed class ImportTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Import_IntoAnotherDeployment_AdmitsItsAdminAndStartsItsPlugins()
    {
        var tenant = await host.SignUpAsync();
        await InstallAsync(tenant, "tech-radar");
        using var archive = new MemoryStream();
        await host.Services.GetRequiredService<TenantArchiveWriter>().WriteAsync(new(tenant.Uuid), archive, (_, _) => Task.CompletedTask, CancellationToken.None);

        await using var there = new PortalHost();
        await there.InitializeAsync();
        var imported = (await there.Services.GetRequiredService<ImportTenant>().ExecuteAsync(archive, slug: "moved-here", publishPackages: false, CancellationToken.None)).Value;

        imported.Url.ShouldBe("http://moved-here.localhost:8080");
        imported.Admin!.Email.ShouldBe(tenant.Email);
        imported.Rollouts.ShouldBe(1);
        imported.Unavailable.ShouldBeEmpty();
        (await SignInAsync(there, tenant.Email, imported.Admin.Password)).ShouldBe(HttpStatusCode.Created);
        (await SignInAsync(there, tenant.Email, TestTenant.Password)).ShouldBe(HttpStatusCode.Unauthorized);
        await using var source = NpgsqlDataSource.Create(there.Database.Superuser);
        await using var queued = source.CreateCommand("select string_agg(kind, ' ' order by kind) from portal.operation where state = 'queued'");
        (await queued.ExecuteScalarAsync()).ShouldBe("rollout.apply tenant.provision");
        await using var audit = source.CreateCommand("select action from portal.audit_pending_record order by recorded_at desc limit 1 offset 2");
        (await audit.ExecuteScalarAsync()).ShouldBe("tenant.imported");
    }

    [Fact]
    public void Options_OfAnImport_AreReadOrRefused()
    {
        ImportOptions.Read([]).ShouldBe(new ImportOptions(null, false));
        ImportOptions.Read(["--slug", "b", "--publish-packages"]).ShouldBe(new ImportOptions("b", true));
        ImportOptions.Read(["--slug"]).ShouldBeNull();
        ImportOptions.Read(["--force"]).ShouldBeNull();
    }

    private static async Task<HttpStatusCode> SignInAsync(PortalHost there, string email, string password)
    {
        using var response = await there.Client("moved-here").PostAsJsonAsync("/api/v1/sessions", new { email, password });
        return response.StatusCode;
    }

    private async Task InstallAsync(TestTenant tenant, string plugin)
    {
        await using var source = NpgsqlDataSource.Create(host.Database.Superuser);
        await using var command = source.CreateCommand(
            """
            insert into portal.installation (tenant_id, id, plugin_id, state, version, strategy, created_by, created_at, updated_at)
            select $1, gen_random_uuid(), id, 'active', '1.0.0', '{}', gen_random_uuid(), now(), now() from portal.plugin where key = $2
            """);
        command.Parameters.Add(new() { Value = tenant.Uuid });
        command.Parameters.Add(new() { Value = plugin });
        await command.ExecuteNonQueryAsync();
    }
}
