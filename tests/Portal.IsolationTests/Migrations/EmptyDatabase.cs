using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Portal.Infrastructure.Migrations;

namespace Portal.IsolationTests.Migrations;

/// <summary>A database with nothing in it, on the server of the tests, whose roles are there.</summary>
internal sealed class EmptyDatabase : IAsyncDisposable
{
    private readonly string _server;
    private readonly string _name;

    private EmptyDatabase(string server, string name)
    {
        _server = server;
        _name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = false }.ConnectionString;
    }

    public string ConnectionString { get; }

    public static async Task<EmptyDatabase> CreateAsync(TestDatabase beside)
    {
        var made = new EmptyDatabase(new NpgsqlConnectionStringBuilder(beside.Superuser) { Pooling = false }.ConnectionString, "portal_empty_" + Guid.NewGuid().ToString("n"));
        await ExecuteAsync(made._server, $"create database {made._name}");
        await ExecuteAsync(made._server, $"grant create on database {made._name} to portal_owner");
        return made;
    }

    public static Migration File(string name, string sql) => new(name, sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));

    public async Task<object?> ScalarAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync() => await ExecuteAsync(_server, $"drop database if exists {_name} with (force)");

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(CancellationToken.None);
        await Sql.ExecuteAsync(connection, sql, CancellationToken.None);
    }
}
