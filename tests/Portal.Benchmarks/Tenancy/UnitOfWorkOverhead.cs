using System.Diagnostics;
using Npgsql;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Benchmarks.Tenancy;

/// <summary>What binding a tenant and committing cost over a bare transaction of the same driver, one statement in each.</summary>
internal static class UnitOfWorkOverhead
{
    public static async Task<double> MeasureAsync(ManyTenants tenants, int calls, CancellationToken cancellationToken)
    {
        await using var app = new AppDatabase(NpgsqlDataSource.Create(tenants.Access.App));
        await using var platform = new PlatformDatabase(NpgsqlDataSource.Create(tenants.Access.Platform));
        await using var bare = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(tenants.Access.App) { ApplicationName = "bare" });
        var units = new TenantUnitOfWorks(app, platform, TimeProvider.System);
        var (with, without) = (new List<double>(calls), new List<double>(calls));
        for (var call = -200; call < calls; call++)
        {
            var tenant = new TenantId(tenants.Tenants[Math.Abs(call) % tenants.Tenants.Count]);
            var unit = await TimeAsync(() => UnitAsync(units, tenant, cancellationToken));
            var transaction = await TimeAsync(() => BareAsync(bare, cancellationToken));
            if (call >= 0)
            {
                with.Add(unit);
                without.Add(transaction);
            }
        }

        return Percentiles.P50(with) - Percentiles.P50(without);
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static async Task UnitAsync(TenantUnitOfWorks units, TenantId tenant, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginAsync(tenant, cancellationToken);
        await using var select = work.Command("select 1");
        await select.ExecuteScalarAsync(cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private static async Task BareAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var select = new NpgsqlCommand("select 1", connection, transaction);
        await select.ExecuteScalarAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
