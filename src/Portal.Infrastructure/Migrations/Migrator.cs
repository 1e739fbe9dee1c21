using Npgsql;

namespace Portal.Infrastructure.Migrations;

/// <summary>
/// Applies the migrations that a database lacks, in order, each in a transaction of its own as <c>portal_owner</c>. An advisory lock lets any number
/// of replicas start at once: one migrates, the others wait and find nothing to do. The lock is a session's, so the connection must lead to
/// PostgreSQL itself, not to a proxy that pools transactions.
/// </summary>
public static class Migrator
{
    // Any constant does, as long as nothing else in this database locks on it: "portal" in ASCII.
    private const long LockKey = 0x706F7274616C;

    /// <param name="connectionString">Of a role that may act as <c>portal_owner</c>.</param>
    /// <param name="migrations">Usually <see cref="EmbeddedMigrations.All"/>.</param>
    /// <param name="cancellationToken">Stops between two migrations; the one under way rolls back.</param>
    /// <returns>The names of those applied now.</returns>
    /// <exception cref="MigrationException">The files and the database disagree, or a file fails; nothing of that file is kept.</exception>
    public static async Task<IReadOnlyList<string>> ApplyAsync(string connectionString, IReadOnlyList<Migration> migrations, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(migrations);
        await using var connection = await OpenAsync(connectionString, cancellationToken);
        await ExecuteAsync(connection, $"select pg_advisory_lock({LockKey})", cancellationToken);
        await ExecuteAsync(
            connection,
            "create table if not exists public.schema_migration (name text primary key, checksum text not null, applied_at timestamptz not null default now())",
            cancellationToken);
        var plan = MigrationPlan.Make(migrations, await ReadAppliedAsync(connection, cancellationToken));
        plan.Check();
        var done = new List<string>();
        foreach (var migration in plan.Pending)
        {
            await ApplyAsync(connection, migration, cancellationToken);
            done.Add(migration.Name);
        }

        // So that a web process knows whether it is ready; a database without our roles is a test's.
        await ExecuteAsync(
            connection,
            "do $$ begin if exists (select from pg_roles where rolname = 'portal_platform') then grant select on public.schema_migration to portal_platform; end if; end $$",
            cancellationToken);

        return done;
    }

    /// <summary>How the files and the database stand to each other. Changes nothing and waits for nobody.</summary>
    /// <exception cref="MigrationException">The files themselves are wrong.</exception>
    public static async Task<MigrationPlan> ReadAsync(string connectionString, IReadOnlyList<Migration> migrations, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(connectionString, cancellationToken);
        await using var known = new NpgsqlCommand("select to_regclass('public.schema_migration') is not null", connection);
        var applied = (bool)(await known.ExecuteScalarAsync(cancellationToken))! ? await ReadAppliedAsync(connection, cancellationToken) : [];
        return MigrationPlan.Make(migrations, applied);
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        try
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
        catch (PostgresException refused)
        {
            throw new MigrationException($"Migration {migration.Name}: {refused.MessageText} ({refused.SqlState}). Nothing of this file was kept; those before it stay.", refused);
        }
    }

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<Dictionary<string, AppliedMigration>> ReadAppliedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var applied = new Dictionary<string, AppliedMigration>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand("select name, checksum, applied_at from public.schema_migration", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            applied.Add(reader.GetString(0), new(reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2)));
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
