using Npgsql;

namespace Portal.Infrastructure.Tests.Local;

public sealed class TestDatabaseTests
{
    [Fact]
    public async Task CreateAsync_ManyAtOnce_EachIsMigratedAndEmptyForTheOthers()
    {
        var databases = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TestDatabase.CreateAsync()));
        foreach (var database in databases)
        {
            await using (database)
            {
                (await ScalarAsync(database.App, "select current_user || ' ' || count(*) from portal.tenant")).ShouldBe("portal_app 0");
                (await ScalarAsync(database.Platform, "select current_user || ' ' || count(*) from portal.tenant")).ShouldBe("portal_platform 0");
            }
        }

        databases.Select(database => database.Name).ShouldBeUnique();
    }

    [Fact]
    public async Task DisposeAsync_WithOpenConnections_DropsTheDatabase()
    {
        var database = await TestDatabase.CreateAsync();
        await using var other = await TestDatabase.CreateAsync();
        await using var open = new NpgsqlConnection(database.App);
        await open.OpenAsync(TestContext.Current.CancellationToken);

        await database.DisposeAsync();

        (await ScalarAsync(other.Superuser, $"select count(*)::text from pg_database where datname = '{database.Name}'")).ShouldBe("0");
    }

    private static async Task<string> ScalarAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
