using Npgsql;

namespace Portal.Infrastructure.Migrations;

/// <summary>
/// Applies the migrations that a database lacks, in order, each in a transaction of its own as <c>portal_owner</c>. An advisory lock lets any number
/// of replicas start at once: one migrates, the others wait and find nothing to do.
/// </summary>
public static class Migrator
{
    // Any constant does, as long as nothing else in this database locks on it: "portal" in ASCII.
    private const long LockKey = 0x706F7274616C;

    /// <param name="connectionString">Of a role that may act as <c>portal_owner</c>.</param>
    /// <param name="migrations">Usually <see cref="EmbeddedMigrations.All"/>.</param>
    /// <param name="cancellationToken">Stops between two migrations; the one under way rolls back.</param>
    /// <returns>The names of those applied now.</returns>
    /// <exception cref="MigrationException">An applied file has changed or is missing.</exception>
    public static async Task<IReadOnlyList<string>> ApplyAsync(string connectionString, IReadOnlyList<Migration> migrations, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(migrations);
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, $"select pg_advisory_lock({LockKey})", cancellationToken);
        await ExecuteAsync(
            connection,
            "create table if not exists public.schema_migration (name text primary key, checksum text not null, applied_at timestamptz not null default now())",
            cancellationToken);
        var applied = await ReadAppliedAsync(connection, cancellationToken);
        Check(applied, migrations);
        var done = new List<string>();
        foreach (var migration in migrations.Where(m => !applied.ContainsKey(m.Name)))
        {
            await ApplyAsync(connection, migration, cancellationToken);
            done.Add(migration.Name);
        }

        return done;
    }

    private static void Check(Dictionary<string, string> applied, IReadOnlyList<Migration> migrations)
    {
        foreach (var (name, checksum) in applied)
        {
            var file = migrations.FirstOrDefault(m => m.Name == name)
                ?? throw new MigrationException($"Migration {name} was applied to this database but is not among the files: a newer version ran here. Start that version.");
            if (file.Checksum != checksum)
            {
                throw new MigrationException($"Migration {name} has changed since it was applied. Restore the file, and put the change in a new one.");
            }
        }
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, "set local role portal_owner", cancellationToken);
        await ExecuteAsync(connection, migration.Sql, cancellationToken);
        await ExecuteAsync(connection, "reset role", cancellationToken);
        await using var record = new NpgsqlCommand("insert into public.schema_migration (name, checksum) values ($1, $2)", connection);
        record.Parameters.Add(new() { Value = migration.Name });
        record.Parameters.Add(new() { Value = migration.Checksum });
        await record.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<Dictionary<string, string>> ReadAppliedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var applied = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand("select name, checksum from public.schema_migration", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            applied.Add(reader.GetString(0), reader.GetString(1));
        }

        return applied;
    }

    // The text is ours: a constant or a file of the repository, never input.
    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
