using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Migrations;
using Portal.Local.Postgres;

namespace Portal.Testing;

/// <summary>
/// A migrated database to copy, named after the migrations it holds: test processes that share a server and its migrations
/// share it, whichever came first.
/// </summary>
internal static class TemplateDatabase
{
    // Any constant that nobody else locks in the database postgres.
    private const long LockKey = 0x74656D706C617465;
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static string? _name;

    public static async Task<string> NameAsync(DatabaseAccess server, CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken);
        try
        {
            return _name ??= await FindOrBuildAsync(server, cancellationToken);
        }
        finally
        {
            Gate.Release();
        }
    }

    private static async Task<string> FindOrBuildAsync(DatabaseAccess server, CancellationToken cancellationToken)
    {
        var name = "portal_template_" + Fingerprint();
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.Superuser) { Pooling = false });
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await Sql.ExecuteAsync(connection, $"select pg_advisory_lock({LockKey})", cancellationToken);
        if (await ExistsAsync(connection, name, cancellationToken))
        {
            return name;
        }

        var unfinished = name + "_new";
        await Sql.ExecuteAsync(connection, $"drop database if exists {unfinished} with (force)", cancellationToken);
        await Sql.ExecuteAsync(connection, $"create database {unfinished}", cancellationToken);
        var access = server.InDatabase(unfinished);
        var options = new DatabaseOptions { App = access.App, Platform = access.Platform, Migrator = access.Superuser };
        await RoleProvisioning.ApplyAsync(options, cancellationToken);
        await Migrator.ApplyAsync(access.Superuser, EmbeddedMigrations.All, cancellationToken);
        NpgsqlConnection.ClearAllPools();
        await Sql.ExecuteAsync(connection, $"alter database {unfinished} rename to {name}", cancellationToken);
        return name;
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select exists (select from pg_database where datname = $1)", connection);
        command.Parameters.Add(new() { Value = name });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static string Fingerprint()
    {
        var all = string.Join('\n', EmbeddedMigrations.All.Select(migration => migration.Name + migration.Checksum));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..12];
    }
}
