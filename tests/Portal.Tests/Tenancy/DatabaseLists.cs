using Npgsql;

namespace Portal.Tests.Tenancy;

internal static class DatabaseLists
{
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
}
