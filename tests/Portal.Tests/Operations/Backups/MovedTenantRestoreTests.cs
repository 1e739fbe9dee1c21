using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy.Data;
using Portal.Tests.Tenancy;
using Portal.Tests.Tenancy.Keys;

namespace Portal.Tests.Operations.Backups;

/// <summary>One tenant comes back to wherever its rows are now, from wherever they were when the backup was made.</summary>
public sealed class MovedTenantRestoreTests : IAsyncLifetime
{
    private TestDatabase _own = null!;
    private PortalHost _host = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string[] Place => [$"--Database:Own:first:App={_own.App}", $"--Database:Own:first:Platform={_own.Platform}", $"--Database:Own:first:Migrator={_own.Superuser}"];

    public async ValueTask InitializeAsync()
    {
        _own = await TestDatabase.CreateAsync();
        _host = new PortalHost { Settings = Place };
        await _host.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _own.DisposeAsync();
    }

    [Theory]
    [InlineData("schema", "")]
    [InlineData("database", "")]
    [InlineData("", "schema")]
    [InlineData("", "database")]
    [InlineData("schema", "database")]
    public async Task Tenant_WhoseRowsAreElsewhere_ComesBackToWhereTheyAreNow(string before, string since)
    {
        var (acme, globex) = (await _host.SignUpAsync(), await _host.SignUpAsync());
        await SealedValues.AddAsync(acme);
        // The operator has made its namespace.
        await _host.Database.ListAsync($"update portal.tenant set state = 'active' where id = '{acme.Uuid}'; select ''");
        await MoveAsync(acme, before);
        using var tool = new BackupTool(_host.Database, Place);
        (await tool.BackupAsync()).ShouldSatisfyAllConditions(made => made.Code.ShouldBe(0, made.Said));
        await MoveAsync(acme, since);
        await MadeSinceAsync(acme);
        await MadeSinceAsync(globex);
        var staff = await Staff.SignInAsync(_host);
        (await staff.PostAsync($"/tenants/{acme.Id}/suspensions", new { reason = "requested" })).EnsureSuccessStatusCode();

        var restored = await tool.RestoreAsync(tool.Backups.ShouldHaveSingleItem(), "--tenant", acme.Slug);

        restored.ShouldSatisfyAllConditions(r => r.Code.ShouldBe(0, r.Said), r => r.Said.ShouldContain($"Restored {acme.Slug} "), r => r.Said.ShouldContain("It is suspended"));
        (await ReadAsync(acme, "select string_agg(name, ' ' order by name) from api_key where tenant_id = $1")).ShouldBe("tests");
        (await ReadAsync(acme, "select string_agg(url, ' ') from webhook_endpoint where tenant_id = $1 and secret_sealed is not null")).ShouldBe("https://hooks.example.com");
        (await ReadAsync(acme, "select action from audit_pending_record where tenant_id = $1 and action = 'tenant.restored'")).ShouldBe("tenant.restored");
        (await ReadAsync(globex, "select string_agg(name, ' ' order by name) from api_key where tenant_id = $1")).ShouldBe("made since tests");
        var place = (since.Length > 0 ? since : before);
        (await _host.Database.ListAsync($"select isolation || ' ' || state from portal.tenant where id = '{acme.Uuid}'")).ShouldBe([$"{place} {(place == "database" ? "active" : "suspended")}"]);
        (await _host.Database.ListAsync($"select name from portal.api_key where tenant_id = '{acme.Uuid}'")).ShouldBeEmpty();
        (await staff.PostAsync($"/tenants/{acme.Id}/resumptions")).EnsureSuccessStatusCode();
        (await acme.SignInAsync()).ShouldNotBeEmpty();
        // Its secrets can be read: a rotation sets the one before aside.
        var hook = (string)(await acme.GetAsync("/api/v1/webhook-endpoints"))["items"]!.AsArray().Single()!["id"]!;
        (await acme.SendAsync(HttpMethod.Post, $"/api/v1/webhook-endpoints/{hook}/secret-rotations")).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await ReadAsync(acme, "select (previous_secret_sealed is not null)::text from webhook_endpoint where tenant_id = $1")).ShouldBe("true");
    }

    private static async Task MadeSinceAsync(TestTenant tenant) =>
        (await tenant.SendAsync(HttpMethod.Post, "/api/v1/api-keys", new { name = "made since" })).EnsureSuccessStatusCode();

    private async Task MoveAsync(TestTenant tenant, string level)
    {
        var units = _host.Services.GetRequiredService<TenantUnitOfWorks>();
        _ = level switch
        {
            "schema" => await new OwnSchemaMove(units).ExecuteAsync(new(tenant.Uuid), "c", _ => Task.CompletedTask, Cancel),
            "database" => await new OwnDatabaseMove(units, _host.Services.GetRequiredService<PlatformDatabase>(), _host.Services.GetRequiredService<OwnDatabases>())
                .ExecuteAsync(new(tenant.Uuid), "first", "c", _ => Task.CompletedTask, Cancel),
            _ => null,
        };
    }

    private async Task<string?> ReadAsync(TestTenant tenant, string sql)
    {
        await using var work = await _host.Services.GetRequiredService<TenantUnitOfWorks>().BeginInAnyStateAsync(new TenantId(tenant.Uuid), Cancel);
        await using var select = work.Command(sql);
        select.Parameters.Add(new NpgsqlParameter { Value = tenant.Uuid });
        return await select.ExecuteScalarAsync(Cancel) as string;
    }
}
