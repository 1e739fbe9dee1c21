using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Portal.Benchmarks.Tenancy;

/// <summary>
/// Each query in turn as <c>portal_app</c> behind row-level security, and as a role that passes every policy: the same statement, the same tenant, one right
/// after the other, so that whatever else the machine does hits both.
/// </summary>
internal sealed class QueryContest(ManyTenants tenants, int rounds, int calls)
{
    private readonly Random _random = new(20261121);

    /// <returns>The worst query's ratio of the 99th percentiles; of each query, the median round counts.</returns>
    public async Task<double> WorstRatioAsync(CancellationToken cancellationToken)
    {
        await using var superuser = NpgsqlDataSource.Create(tenants.Access.Superuser);
        await using (var role = superuser.CreateCommand("create role bench_bypass bypassrls login password 'bench'; grant portal_app to bench_bypass; alter role bench_bypass set search_path = portal, pg_temp"))
        {
            await role.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var guarded = new NpgsqlConnection(tenants.Access.App);
        await using var bare = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(tenants.Access.Superuser) { Username = "bench_bypass", Password = "bench" }.ConnectionString);
        await guarded.OpenAsync(cancellationToken);
        await bare.OpenAsync(cancellationToken);
        var worst = 0.0;
        foreach (var query in HotQuery.All)
        {
            var (ratio, with, without) = await RatioAsync(query, guarded, bare, cancellationToken);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{query.Name,-24} p99 {with,7:0.00} ms behind policies, {without,7:0.00} ms without, ratio {ratio:0.00}"));
            worst = Math.Max(worst, ratio);
        }

        return worst;
    }

    private async Task<(double Ratio, double With, double Without)> RatioAsync(HotQuery query, NpgsqlConnection guarded, NpgsqlConnection bare, CancellationToken cancellationToken)
    {
        var results = new List<(double Ratio, double With, double Without)>();
        // The first round warms the caches and does not count.
        for (var round = 0; round <= rounds; round++)
        {
            var (with, without) = (new List<double>(), new List<double>());
            for (var call = 0; call < calls; call++)
            {
                var tenant = Pick(call);
                var first = call % 2 == 0;
                if (first)
                {
                    with.Add(await RunAsync(guarded, query, tenant, bind: true, cancellationToken));
                }

                without.Add(await RunAsync(bare, query, tenant, bind: false, cancellationToken));
                if (!first)
                {
                    with.Add(await RunAsync(guarded, query, tenant, bind: true, cancellationToken));
                }
            }

            if (round > 0)
            {
                results.Add((Percentiles.P99(with) / Percentiles.P99(without), Percentiles.P99(with), Percentiles.P99(without)));
            }
        }

        return results.OrderBy(result => result.Ratio).ElementAt(results.Count / 2);
    }

    // Load follows size: a third goes to the largest, a third to the next hundred, a third to anybody.
    private Guid Pick(int call) => (call % 3) switch
    {
        0 => tenants.Tenants[0],
        1 => tenants.Tenants[_random.Next(Math.Min(100, tenants.Tenants.Count))],
        _ => tenants.Tenants[_random.Next(tenants.Tenants.Count)],
    };

    private static async Task<double> RunAsync(NpgsqlConnection connection, HotQuery query, Guid tenant, bool bind, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var first = new NpgsqlCommand(bind ? "select portal.bind_tenant($1)" : "select $1::uuid", connection, transaction) { Parameters = { new() { Value = tenant } } })
        {
            await first.ExecuteScalarAsync(cancellationToken);
        }

        // The best of three: what differs between calls is then the tenant, and not what else the machine does.
        var best = double.MaxValue;
        for (var repetition = 0; repetition < 3; repetition++)
        {
            best = Math.Min(best, await TimeAsync(connection, transaction, query, tenant, cancellationToken));
        }

        return best;
    }

    private static async Task<double> TimeAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, HotQuery query, Guid tenant, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(query.Sql, connection, transaction) { Parameters = { new() { Value = tenant } } };
        foreach (var value in query.Values(tenant))
        {
            command.Parameters.Add(new() { Value = value });
        }

        var began = Stopwatch.GetTimestamp();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
            }
        }

        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
