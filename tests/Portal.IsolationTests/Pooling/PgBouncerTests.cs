using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Access;
using Portal.IsolationTests.Boundary;
using Portal.IsolationTests.Schema;

namespace Portal.IsolationTests.Pooling;

/// <summary>Many clients, one server connection, handed on with every transaction: nothing of one tenant is there for the next.</summary>
public sealed class PgBouncerTests(PooledTenants pooled) : IClassFixture<PooledTenants>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Clients_OfTheProxy_ShareOneServerConnection()
    {
        await using var source = Source(pooled.App);
        var clients = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => source.OpenConnectionAsync(Stop).AsTask()));
        var backends = new List<object?>();
        foreach (var client in clients)
        {
            backends.Add(await ScalarAsync(client, "select pg_backend_pid()"));
            backends.Add(await ScalarAsync(client, "select pg_backend_pid()"));
        }

        backends.Distinct().Count().ShouldBe(1);
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task SessionSetting_OfOneClient_ReachesTheNext()
    {
        // The hazard itself, so that it is certain that the tests beside this one would see it.
        await using var source = Source(pooled.App);
        await using var careless = await source.OpenConnectionAsync(Stop);
        await using var next = await source.OpenConnectionAsync(Stop);
        await ScalarAsync(careless, $"select set_config('app.tenant', '{pooled.Tenants.Other}', false)");
        (await ScalarAsync(next, "select count(*) from portal.member")).ShouldBe(1L);
        await ScalarAsync(next, "select set_config('app.tenant', '', false)");
    }

    [Fact]
    public async Task EveryTenantTable_ThroughTheProxy_ShowsTheBoundTenantsRowsOnly()
    {
        await using var source = Source(pooled.App);
        foreach (var table in await SchemaCatalog.TenantTablesAsync(pooled.Tenants.Superuser))
        {
            await using var mine = await source.OpenConnectionAsync(Stop);
            await using var nobody = await source.OpenConnectionAsync(Stop);
            if (!(bool)(await ScalarAsync(nobody, $"select has_table_privilege('{table}', 'select')"))!)
            {
                continue;
            }

            await using (var transaction = await mine.BeginTransactionAsync(Stop))
            {
                await ScalarAsync(mine, $"select portal.bind_tenant('{pooled.Tenants.Mine}')");
                (await ScalarAsync(mine, $"select count(*) filter (where tenant_id = '{pooled.Tenants.Mine}') - 10 * count(*) filter (where tenant_id = '{pooled.Tenants.Other}') from {table}")).ShouldBe(1L, table);
                await transaction.CommitAsync(Stop);
            }

            (await ScalarAsync(nobody, $"select count(*) from {table}")).ShouldBe(0L, table);
        }
    }

    [Fact]
    public async Task UnitsOfWork_OfTwoTenantsThroughTheProxy_NeverMix()
    {
        await using var units = new Units(pooled.Tenants, connections: 8, pooled.App, pooled.Platform);
        var mixes = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Stop };
        await Parallel.ForAsync(0, LongRun.Of(1000, 10_000), options, async (i, cancellationToken) =>
        {
            var tenant = new TenantId(i % 2 == 0 ? pooled.Tenants.Mine : pooled.Tenants.Other);
            await using var work = i % 5 == 0 ? await units.All.BeginAsPlatformAsync(tenant, cancellationToken) : await units.All.BeginAsync(tenant, cancellationToken);
            var rows = await work.Db.Set<MemberRow>().IgnoreQueryFilters().AsNoTracking().ToListAsync(cancellationToken);
            if (rows.Count != 1 || rows[0].TenantId != tenant)
            {
                Interlocked.Increment(ref mixes);
            }

            if (i % 3 == 0)
            {
                await work.CommitAsync(cancellationToken);
            }
        });
        mixes.ShouldBe(0);
    }

    [Theory]
    [InlineData("commit")]
    [InlineData("roll back")]
    [InlineData("fail")]
    [InlineData("break off")]
    public async Task Transaction_HoweverItEnds_LeavesNothingBoundForTheNextClient(string ending)
    {
        await using var source = Source(pooled.App);
        await using var next = await source.OpenConnectionAsync(Stop);
        await using (var client = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(pooled.App) { Pooling = false }.ConnectionString))
        {
            await client.OpenAsync(Stop);
            await EndAsync(client, ending);
        }

        (await ScalarAsync(next, "select coalesce(current_setting('app.tenant', true), '') || '|' || current_setting('search_path')")).ShouldBe("|\"$user\", public");
        (await ScalarAsync(next, "select count(*) from portal.member")).ShouldBe(0L);
    }

    private async Task EndAsync(NpgsqlConnection client, string ending)
    {
        var transaction = await client.BeginTransactionAsync(Stop);
        await ScalarAsync(client, $"select portal.bind_tenant('{pooled.Tenants.Other}')");
        (await ScalarAsync(client, "select count(*) from member")).ShouldBe(1L);
        switch (ending)
        {
            case "commit":
                await transaction.CommitAsync(Stop);
                break;
            case "roll back":
                await transaction.RollbackAsync(Stop);
                break;
            case "fail":
                await Should.ThrowAsync<PostgresException>(() => ScalarAsync(client, "select 1 / 0"));
                break;
            default:
                // The client goes in the middle of a statement, as a killed process does.
                using (var soon = CancellationTokenSource.CreateLinkedTokenSource(Stop))
                {
                    soon.CancelAfter(TimeSpan.FromMilliseconds(100));
                    await Should.ThrowAsync<OperationCanceledException>(async () =>
                    {
                        await using var slow = new NpgsqlCommand("select pg_sleep(30)", client) { CommandTimeout = 60 };
                        await slow.ExecuteScalarAsync(soon.Token);
                    });
                }

                break;
        }
    }

    private static NpgsqlDataSource Source(string connectionString) => NpgsqlDataSource.Create(connectionString);

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Stop);
    }
}
