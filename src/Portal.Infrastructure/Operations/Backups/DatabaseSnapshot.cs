using System.Data;
using Npgsql;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary>One moment of one database, held by a transaction and shared by name with who else must see the same: the dump and the counts.</summary>
internal sealed class DatabaseSnapshot : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private DatabaseSnapshot(NpgsqlDataSource source, NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (_source, _connection, _transaction) = (source, connection, transaction);

    /// <summary>As <c>pg_dump --snapshot</c> takes it.</summary>
    public string Id { get; private set; } = "";

    public string WalPosition { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    public string ServerVersion => _connection.ServerVersion;

    public string Database => _connection.Database;

    /// <exception cref="BackupRefusedException">The role would not see every row.</exception>
    public static async Task<DatabaseSnapshot> TakeAsync(string connectionString, CancellationToken cancellationToken)
    {
        // Nothing is sent for as long as the dump takes; a dead connection would end the snapshot.
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, TcpKeepAlive = true });
        try
        {
            var connection = await source.OpenConnectionAsync(cancellationToken);
            var taken = new DatabaseSnapshot(source, connection, await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken));
            await taken.ReadAsync(cancellationToken);
            return taken;
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    public async Task<IReadOnlyList<SchemaMigration>> MigrationsAsync(CancellationToken cancellationToken)
    {
        var migrations = new List<SchemaMigration>();
        await using var command = new NpgsqlCommand("select name, checksum, applied_at from public.schema_migration order by name", _connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            migrations.Add(new(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2)));
        }

        return migrations;
    }

    public Task<IReadOnlyDictionary<string, long>> CountAsync(CancellationToken cancellationToken) => RowCounts.ReadAsync(_connection, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
        await _source.DisposeAsync();
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select (select rolsuper or rolbypassrls from pg_roles where rolname = current_user),
                case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end::text, pg_export_snapshot(), now(), current_user::text
            """, _connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        if (!reader.GetBoolean(0))
        {
            throw new BackupRefusedException(
                "role", $"The role {reader.GetString(4)} would see no tenant's rows: row-level security binds it. Give it BYPASSRLS and pg_read_all_data, or name another in Database__Backup.");
        }

        (WalPosition, Id, At) = (reader.GetString(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3));
    }
}
