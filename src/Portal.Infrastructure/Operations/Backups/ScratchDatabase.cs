using Npgsql;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Migrations;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary>An empty database beside another one, with the product's roles allowed in; dropped when disposed. A name that begins with <c>portal_scratch_</c> is nobody's data.</summary>
internal sealed class ScratchDatabase : IAsyncDisposable
{
    private readonly string _server;
    private readonly string _name;

    private ScratchDatabase(string server, string name)
    {
        _server = server;
        _name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = false }.ConnectionString;
    }

    public string ConnectionString { get; }

    /// <param name="beside">Connection string of a role that may create databases there.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public static async Task<ScratchDatabase> CreateAsync(string beside, CancellationToken cancellationToken)
    {
        var made = new ScratchDatabase(new NpgsqlConnectionStringBuilder(beside) { Pooling = false }.ConnectionString, $"portal_scratch_{Guid.NewGuid():n}");
        // The name is made here, of letters and digits.
        await ExecuteAsync(made._server, $"create database {made._name} template template0", cancellationToken);
        try
        {
            await RoleProvisioning.ApplyAsync(new DatabaseOptions { Migrator = made.ConnectionString }, cancellationToken);
            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await ExecuteAsync(_server, $"drop database if exists {_name} with (force)", CancellationToken.None);

    private static async Task ExecuteAsync(string connectionString, string sql, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
