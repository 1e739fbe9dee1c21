using Npgsql;
using Portal.Local.Postgres;

namespace Portal.Testing;

/// <summary>A migrated database of one's own, with connection strings by role; dropped when disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly DatabaseAccess _server;

    private TestDatabase(DatabaseAccess server, string name)
    {
        _server = server;
        var access = server.InDatabase(name);
        Name = name;
        Superuser = access.Superuser;
        App = access.App;
        Platform = access.Platform;
    }

    public string Name { get; }

    /// <summary>Connection string that passes every policy: for arranging and checking, never for what is under test.</summary>
    public string Superuser { get; }

    /// <summary>Connection string of <c>portal_app</c>.</summary>
    public string App { get; }

    /// <summary>Connection string of <c>portal_platform</c>.</summary>
    public string Platform { get; }

    public static async Task<TestDatabase> CreateAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var server = await PostgresServer.AccessAsync();
        var template = await TemplateDatabase.NameAsync(server, cancellationToken);
        var name = "portal_test_" + Guid.NewGuid().ToString("n");
        await OnServerAsync(server, $"create database {name} template {template}", cancellationToken);
        // Grants on a database are not copied with it.
        await OnServerAsync(server, $"grant create on database {name} to portal_owner", cancellationToken);
        return new TestDatabase(server, name);
    }

    public async ValueTask DisposeAsync() => await OnServerAsync(_server, $"drop database if exists {Name} with (force)", CancellationToken.None);

    private static async Task OnServerAsync(DatabaseAccess server, string statement, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.Superuser) { Pooling = false });
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await Sql.ExecuteAsync(connection, statement, cancellationToken);
    }
}
