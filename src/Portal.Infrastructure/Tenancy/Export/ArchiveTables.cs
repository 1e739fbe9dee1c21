using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy.Data;

namespace Portal.Infrastructure.Tenancy.Export;

/// <summary>The tables of tenants as archives hold them, read from the catalog.</summary>
internal static class ArchiveTables
{
    private const string References =
        """
        select c.relname::text, a.attname::text, f.relname::text
        from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
        cross join unnest(k.conkey, k.confkey) as pair (here, there)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.here
        join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.there and b.attname = 'id'
        where k.contype = 'f' and c.relnamespace = 'portal'::regnamespace and f.relname <> 'tenant'
          and exists (select from pg_attribute o where o.attrelid = c.oid and o.attname = 'tenant_id' and o.attnotnull)
          and not exists (select from pg_attribute o where o.attrelid = f.oid and o.attname = 'tenant_id' and o.attnotnull)
        """;

    /// <summary>Parents before their children.</summary>
    /// <exception cref="InvalidOperationException">A column names a row of everybody's that archives have no name for.</exception>
    public static async Task<IReadOnlyList<ArchiveTable>> ReadAsync(TenantUnitOfWork work, CancellationToken cancellationToken)
    {
        var tables = await TenantTables.ReadAsync(work, cancellationToken);
        var references = await ReferencesAsync(work, cancellationToken);
        return [.. tables.Where(table => !ArchiveSelection.LeftOutTables.ContainsKey(table.Name)).Select(table => new ArchiveTable(
            table.Name,
            [.. table.Columns.Where(column => !ArchiveSelection.LeftOutColumns.ContainsKey($"{table.Name}.{column.Name}")).Select(column => new ArchiveColumn(
                column.Name, column.Type, column.IsRequired, column.HasDefault, references.GetValueOrDefault((table.Name, column.Name))))],
            table.Key))];
    }

    private static async Task<Dictionary<(string Table, string Column), ArchiveReference>> ReferencesAsync(TenantUnitOfWork work, CancellationToken cancellationToken)
    {
        var found = new Dictionary<(string, string), ArchiveReference>();
        await using var command = work.Command(References);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (table, column, target) = (reader.GetString(0), reader.GetString(1), reader.GetString(2));
            found[(table, column)] = ArchiveReference.All.GetValueOrDefault(target)
                ?? throw new InvalidOperationException($"{table}.{column} refers to portal.{target}, which archives have no name for.");
        }

        return found;
    }
}
