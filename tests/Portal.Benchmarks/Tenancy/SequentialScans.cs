using Npgsql;

namespace Portal.Benchmarks.Tenancy;

/// <summary>Counts the sequential scans of large tables, from the server's own statistics.</summary>
internal static class SequentialScans
{
    private const int LargeRows = 100_000;

    public static async Task<Dictionary<string, long>> ReadAsync(ManyTenants tenants, CancellationToken cancellationToken)
    {
        // Sessions report what they did when they end.
        NpgsqlConnection.ClearAllPools();
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(tenants.Access.Superuser) { Pooling = false });
        await using var select = source.CreateCommand(
            $"select s.relname::text, s.seq_scan from pg_stat_user_tables s join pg_class c on c.oid = s.relid where s.schemaname = 'portal' and c.reltuples > {LargeRows}");
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        var scans = new Dictionary<string, long>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            scans.Add(reader.GetString(0), reader.GetInt64(1));
        }

        return scans;
    }
}
