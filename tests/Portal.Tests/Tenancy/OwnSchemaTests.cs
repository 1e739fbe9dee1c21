using System.Net;
using Npgsql;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy.Data;
using Portal.Tests.Audit;

namespace Portal.Tests.Tenancy;

/// <summary>A live tenant moves to tables of its own: nothing acknowledged is lost, and the boundary is the same there.</summary>
public sealed class OwnSchemaTests(PortalHost host) : IClassFixture<PortalHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private OwnSchemaMove Move => new(new TenantUnitOfWorks(
        new AppDatabase(NpgsqlDataSource.Create(host.Database.App)), new PlatformDatabase(NpgsqlDataSource.Create(host.Database.Platform)), TimeProvider.System));

    [Fact]
    public async Task Move_UnderLoad_LosesNoAcknowledgedWrite()
    {
        var tenant = await host.SignUpAsync();
        var neighbour = await host.SignUpAsync();
        await using var writers = new Writers(tenant);
        await writers.GoOnAsync();
        (await Move.ExecuteAsync(new(tenant.Uuid), "test", _ => Task.CompletedTask, Stop)).ShouldNotBeNull().ShouldBeGreaterThan(10);
        await writers.GoOnAsync();
        var acknowledged = await writers.StopAsync();

        var schema = $"tenant_{tenant.Uuid:n}";
        var stored = await ListAsync($"select 'key_' || replace(id::text, '-', '') from {schema}.api_key");
        acknowledged.Except(stored).ShouldBeEmpty();
        (await ListAsync($"select id::text from portal.api_key where tenant_id = '{tenant.Uuid}'")).ShouldBeEmpty();
        (await ListAsync($"select id::text from portal.member where tenant_id = '{neighbour.Uuid}'")).Count.ShouldBe(1);
        // The audit chain goes on where it was: no gap, no fork.
        await AuditTreeCheck.PlaceAsync(host, tenant);
        var sequence = await ListAsync($"select r.sequence::text from {schema}.audit_record r order by r.sequence");
        sequence.ShouldBe(Enumerable.Range(1, sequence.Count).Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        sequence.Count.ShouldBeGreaterThan(5);
        (await ListAsync($"select action from {schema}.audit_record where action = 'tenant.moved'")).Count.ShouldBe(1);
        (await tenant.GetAsync("/api/v1/me")).ShouldNotBeNull();
        (await tenant.SignInAsync()).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Tables_OfAnOwnSchema_AreLikeTheSharedOnes()
    {
        var tenant = await MovedAsync();
        (await ListAsync(
            $"""
            select c.relname::text from portal.movable_tables() m join pg_class c on c.oid = m
            where portal.table_shape(m) is distinct from portal.table_shape(to_regclass(format('tenant_{tenant.Uuid:n}.%I', c.relname)))
            """)).ShouldBeEmpty();
        (await ListAsync($"select relname::text from pg_class where relnamespace = 'tenant_{tenant.Uuid:n}'::regnamespace and relkind = 'r' and relrowsecurity and relforcerowsecurity"))
            .Count.ShouldBeGreaterThan(8);
    }

    [Fact]
    public async Task Rows_OfAnOwnSchema_AreSeenByTheirTenantAlone()
    {
        var tenant = await MovedAsync();
        var neighbour = await host.SignUpAsync();
        await using var app = NpgsqlDataSource.Create(host.Database.App);
        foreach (var (bound, expected) in new[] { (tenant.Uuid, 1L), (neighbour.Uuid, 0L) })
        {
            await using var connection = await app.OpenConnectionAsync(Stop);
            await using var transaction = await connection.BeginTransactionAsync(Stop);
            await using var bind = new NpgsqlCommand($"select portal.bind_tenant('{bound}')", connection, transaction);
            await bind.ExecuteScalarAsync(Stop);
            await using var count = new NpgsqlCommand($"select count(*) from tenant_{tenant.Uuid:n}.member", connection, transaction);
            (await count.ExecuteScalarAsync(Stop)).ShouldBe(expected);
        }
    }

    [Fact]
    public async Task Rows_OfAnotherTenant_AreRefusedByAnOwnSchemaEvenPastEveryPolicy()
    {
        var tenant = await MovedAsync();
        await using var superuser = NpgsqlDataSource.Create(host.Database.Superuser);
        await using var insert = superuser.CreateCommand(
            $"insert into tenant_{tenant.Uuid:n}.audit_head (tenant_id, sequence, hash) values (gen_random_uuid(), 1, '')");
        (await Should.ThrowAsync<PostgresException>(() => insert.ExecuteNonQueryAsync(Stop))).ConstraintName.ShouldBe("one_tenant");
    }

    [Fact]
    public async Task Move_ASecondTime_ChangesNothing()
    {
        var tenant = await MovedAsync();
        (await Move.ExecuteAsync(new(tenant.Uuid), "test", _ => Task.CompletedTask, Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task Install_AfterTheMove_WorksAsBefore()
    {
        var tenant = await MovedAsync();
        using var response = await tenant.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin = "ci-status" });
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await ListAsync($"select state from tenant_{tenant.Uuid:n}.installation")).ShouldBe(["installing"]);
        // The queue is the platform's to read, so it stays where the platform reads it.
        (await ListAsync($"select kind from portal.operation where tenant_id = '{tenant.Uuid}' and kind = 'rollout.apply'")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Alignment_AfterAMigrationOfASharedTable_GivesTheOwnSchemaTheSame()
    {
        var tenant = await MovedAsync();
        var untouched = await MovedAsync();
        await using var connection = new NpgsqlConnection(host.Database.Superuser);
        await connection.OpenAsync(Stop);
        (await TenantSchemaAlignment.ApplyAsync(connection, Stop)).ShouldBeEmpty();
        await using (var change = new NpgsqlCommand($"alter table tenant_{tenant.Uuid:n}.api_key drop column last_used_at; create table tenant_{tenant.Uuid:n}.gone (id int)", connection))
        {
            await change.ExecuteNonQueryAsync(Stop);
        }

        (await TenantSchemaAlignment.ApplyAsync(connection, Stop)).ShouldBe([$"tenant_{tenant.Uuid:n}"]);
        (await TenantSchemaAlignment.ApplyAsync(connection, Stop)).ShouldBeEmpty();
        (await KeysAsync(tenant)).ShouldBe(1);
        (await KeysAsync(untouched)).ShouldBe(1);
        (await tenant.GetAsync("/api/v1/me")).ShouldNotBeNull();
    }

    private async Task<TestTenant> MovedAsync()
    {
        var tenant = await host.SignUpAsync();
        (await Move.ExecuteAsync(new(tenant.Uuid), "test", _ => Task.CompletedTask, Stop)).ShouldNotBeNull();
        return tenant;
    }

    private static async Task<int> KeysAsync(TestTenant tenant) => (await tenant.GetAsync("/api/v1/api-keys?limit=500"))["items"]!.AsArray().Count;

    private Task<List<string>> ListAsync(string sql) => host.Database.ListAsync(sql);
}
