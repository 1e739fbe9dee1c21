using Npgsql;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary>How many rows each table has: what is compared after a restore. The scheduler's are left out, as they are in the dump.</summary>
internal static class RowCounts
{
    private const string Tables =
        """
        select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname not in ('information_schema', 'quartz') and n.nspname !~ '^pg_' order by 1
        """;

    public static async Task<IReadOnlyDictionary<string, long>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        await using (var command = new NpgsqlCommand(Tables, connection))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                names.Add(reader.GetString(0));
            }
        }

        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            // The name is the catalog's, quoted by it.
            await using var count = new NpgsqlCommand($"select count(*) from {name}", connection) { CommandTimeout = 0 };
            counts[name] = (long)(await count.ExecuteScalarAsync(cancellationToken))!;
        }

        return counts;
    }

    /// <summary>The first table that differs, in words; null when none does.</summary>
    public static string? Difference(IReadOnlyDictionary<string, long> expected, IReadOnlyDictionary<string, long> found) =>
        expected.Keys.Union(found.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Where(table => expected.GetValueOrDefault(table, -1) != found.GetValueOrDefault(table, -1))
            .Select(table => $"{table} has {Words(found, table)} instead of {Words(expected, table)}").FirstOrDefault();

    private static string Words(IReadOnlyDictionary<string, long> counts, string table) => counts.TryGetValue(table, out var count) ? $"{count} rows" : "no such table";
}
