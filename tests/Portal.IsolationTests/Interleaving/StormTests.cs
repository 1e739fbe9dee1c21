using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Database;
using Portal.IsolationTests.Pooling;

namespace Portal.IsolationTests.Interleaving;

/// <summary>Ten thousand operations of three tenants through one process (a few hundred in the short form), over ever fewer connections.</summary>
public sealed class StormTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task Operations_OfThreeTenantsOverAPool_NeverMix() => StormAsync(new() { AppConnection = database => Task.FromResult(database.App) });

    [Fact]
    public Task Operations_OfThreeTenantsOverOneConnection_NeverMix() => StormAsync(new()
    {
        AppConnection = database => Task.FromResult(new NpgsqlConnectionStringBuilder(database.App) { MaxPoolSize = 1, NoResetOnClose = true, Timeout = 120 }.ConnectionString),
    });

    [Fact]
    public async Task Operations_OfThreeTenantsThroughPgBouncer_NeverMix()
    {
        PgBouncer? proxy = null;
        try
        {
            await StormAsync(new() { AppConnection = async database => (proxy = await PgBouncer.StartAsync(database)).App });
        }
        finally
        {
            if (proxy is not null)
            {
                await proxy.DisposeAsync();
            }
        }
    }

    private static async Task StormAsync(PortalHost host)
    {
        await using var stop = host;
        await host.InitializeAsync();
        var tenants = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => host.SignUpAsync()));
        var circuits = await Task.WhenAll(tenants.Select(t => Circuit.OpenAsync(host, t)));
        var storm = new Storm(host, tenants, circuits);
        await Parallel.ForAsync(0, LongRun.Of(300, 10_002), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Stop }, storm.RunAsync);
        storm.Mixes.ShouldBeEmpty();
        await using var superuser = NpgsqlDataSource.Create(host.Database.Superuser);
        for (var i = 0; i < tenants.Length; i++)
        {
            (await CountAsync(superuser, $"select count(*) from portal.operation_step where name = 'storm' and message = '{tenants[i].Slug}' and tenant_id = '{tenants[i].Uuid}'")).ShouldBe(storm.Steps[i]);
            (await CountAsync(superuser, $"select count(*) from portal.api_key where name = '{tenants[i].Slug}' and tenant_id = '{tenants[i].Uuid}'")).ShouldBe(storm.Keys[i]);
            (await AuditSequencer.RunAsync(host.Services.GetRequiredService<TenantUnitOfWorks>(), new(tenants[i].Uuid), Stop)).ShouldBeTrue();
            (await CountAsync(superuser, $"select max(sequence) - count(*) from portal.audit_record where tenant_id = '{tenants[i].Uuid}'")).ShouldBe(0, "a gap in the audit chain");
            await circuits[i].DisposeAsync();
        }

        storm.Steps.Sum().ShouldBe((int)await CountAsync(superuser, "select count(*) from portal.operation_step where name = 'storm'"));
        storm.Keys.ShouldAllBe(made => made > 0);
    }

    private static async Task<long> CountAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Stop))!;
    }
}
