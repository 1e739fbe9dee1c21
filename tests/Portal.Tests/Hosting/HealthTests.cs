using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Portal.Hosting.Health;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Operations.Processes;
using Portal.Tests.Tenancy;

namespace Portal.Tests.Hosting;

/// <summary>Probes get one word; staff get what is behind it; a database that cannot do it is a 503 that says why.</summary>
public sealed class HealthTests(PortalHost host) : IClassFixture<PortalHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("live")]
    [InlineData("startup")]
    [InlineData("ready")]
    public async Task Probe_OfAProcessThatDoesWell_IsOneWord(string probe)
    {
        using var response = await host.Client().GetAsync("/health/" + probe, Cancel);
        (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel)).ShouldBe((HttpStatusCode.OK, "Healthy"));
    }

    [Fact]
    public async Task Schema_WithoutAMigration_IsNotReadyAndSaysWhich()
    {
        await using var database = await TestDatabase.CreateAsync();
        await RunAsync(database.Superuser, "delete from public.schema_migration where name like '0197%'");
        await using var platform = new PlatformDatabase(NpgsqlDataSource.Create(database.Platform));
        var health = new SchemaHealth(platform);
        var result = await health.CheckHealthAsync(new(), Cancel);
        (result.Status, result.Description).ShouldBe((HealthStatus.Unhealthy, "1 of this program's migrations are not applied, 0197_silent_processes.sql the first: run migrate."));
    }

    [Fact]
    public async Task Processes_ForStaff_AreNamedWithWhatTheyDependOn()
    {
        var staff = await Staff.SignInAsync(host);
        var directory = host.Services.GetRequiredService<ProcessDirectory>();
        await Eventually.HoldsAsync(async () => (await directory.ListAsync(Cancel)).Count == 1, TimeSpan.FromSeconds(10), "the process never said that it is there");
        var listed = await staff.GetAsync("/processes");
        var web = listed["items"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)web["kind"], (bool)web["isSilent"]!).ShouldBe(("web", false));
        web["parts"]!.AsArray().Select(part => (string)part!["name"]!).ShouldBe(["requests", "database", "schema", "news", "keys", "own databases", "backups"]);
        using var stranger = await (await host.SignUpAsync()).Client.GetAsync("http://localhost/api/v1/platform/processes", Cancel);
        stranger.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("53100", "database.full", "60")]
    [InlineData("53300", "database.busy", "5")]
    [InlineData("25006", "database.read-only", "2")]
    [InlineData("57P01", "database.unavailable", "2")]
    public async Task Change_ThatTheDatabaseCannotTake_IsUnavailableAndSaysWhy(string state, string code, string retryAfter)
    {
        var tenant = await host.SignUpAsync();
        await RunAsync(
            host.Database.Superuser,
            $"""
            create or replace function public.refuse_{state}() returns trigger language plpgsql as $f$ begin raise exception 'refused' using errcode = '{state}'; end $f$;
            create trigger refuse_{state} before insert on portal.api_key for each row when (new.name = 'refused {state}') execute function public.refuse_{state}()
            """);
        using var response = await tenant.SendAsync(HttpMethod.Post, "/api/v1/api-keys", new { name = "refused " + state });
        await response.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, code);
        response.Headers.GetValues("Retry-After").ShouldBe([retryAfter]);
    }

    private static async Task RunAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
