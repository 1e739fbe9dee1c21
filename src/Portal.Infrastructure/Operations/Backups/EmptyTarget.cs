using Npgsql;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary>A database that something is restored into: empty before, and empty again when that fails.</summary>
internal static class EmptyTarget
{
    private const string Found =
        """
        select (select rolsuper from pg_roles where rolname = current_user), current_user::text, current_database()::text,
            (select coalesce(min(format('%I.%I', n.nspname, c.relname)), '') from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where n.nspname <> 'information_schema' and n.nspname !~ '^pg_')
        """;

    private const string Clear =
        """
        do $$
        declare
            made text;
        begin
            for made in select nspname from pg_namespace where nspname in ('portal', 'quartz') or nspname ~ '^tenant_[0-9a-f]{32}(_old)?$' loop
                execute format('drop schema %I cascade', made);
            end loop;
            drop table if exists public.schema_migration;
        end
        $$
        """;

    /// <exception cref="BackupRefusedException">Something is in it already, or the role may not restore.</exception>
    public static async Task CheckAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var source = Source(connectionString);
        await using var command = source.CreateCommand(Found);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var (isSuper, role, database, first) = (reader.GetBoolean(0), reader.GetString(1), reader.GetString(2), reader.GetString(3));
        if (first.Length > 0)
        {
            throw new BackupRefusedException("not-empty", $"The database {database} is not empty: it has {first}. Restore into a new one: create database …, and name it in Database__Migrator, __App and __Platform.");
        }

        if (!isSuper)
        {
            throw new BackupRefusedException("role", $"The role {role} may not restore: owners and policies are set by a superuser. Name one in Database__Migrator.");
        }
    }

    public static async Task ClearAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var source = Source(connectionString);
        await using var command = source.CreateCommand(Clear);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlDataSource Source(string connectionString) => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });
}
