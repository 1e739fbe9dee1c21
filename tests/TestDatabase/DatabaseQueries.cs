using Npgsql;

namespace Portal.Testing;

/// <summary>Looks into a whole database as the superuser.</summary>
internal static class DatabaseQueries
{
    private const string Tables =
        """
        select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') order by 1
        """;

    /// <summary>The first column of every row, as the superuser sees it.</summary>
    public static async Task<List<string>> ListAsync(this TestDatabase database, string sql)
    {
        await using var superuser = NpgsqlDataSource.Create(database.Superuser);
        await using var command = superuser.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var found = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }

    /// <summary>Every table, of any schema, in which this id stands, however it is written.</summary>
    public static async Task<List<string>> TablesWithAsync(this TestDatabase database, Guid id)
    {
        var found = new List<string>();
        foreach (var table in await database.ListAsync(Tables))
        {
            found.AddRange(await database.ListAsync($"select '{table}' where exists (select from {table} t where t::text like '%{id}%' or t::text like '%{id:N}%')"));
        }

        return found;
    }
}
