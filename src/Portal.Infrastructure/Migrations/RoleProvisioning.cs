using Npgsql;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Migrations;

/// <summary>
/// Makes the roles that the schema grants to. They belong to the server rather than to the database, so they are no migration.
/// </summary>
public static class RoleProvisioning
{
    private const string Roles =
        """
        do $$
        begin
            if not exists (select from pg_roles where rolname = 'portal_owner') then create role portal_owner nologin; end if;
            if not exists (select from pg_roles where rolname = 'portal_migrator') then create role portal_migrator nologin in role portal_owner; end if;
            if not exists (select from pg_roles where rolname = 'portal_archivist') then create role portal_archivist nologin nobypassrls; end if;
            if not exists (select from pg_roles where rolname = 'portal_app') then create role portal_app login nobypassrls; end if;
            if not exists (select from pg_roles where rolname = 'portal_platform') then create role portal_platform login nobypassrls; end if;
            if not pg_has_role('portal_platform', 'portal_app', 'member') then grant portal_app to portal_platform; end if;
            if not pg_has_role('portal_owner', 'portal_archivist', 'member') then grant portal_archivist to portal_owner; end if;
            if not pg_has_role(current_user, 'portal_owner', 'member') then execute format('grant portal_owner to %I', current_user); end if;
            execute format('grant create on database %I to portal_owner', current_database());
        end
        $$
        """;

    /// <summary>Creates what is missing and sets the passwords of the two roles that sign in to those of their connection strings. Safe to repeat.</summary>
    public static async Task ApplyAsync(DatabaseOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(options.Migrator) { Pooling = false });
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await ApplyAsync(source, options, cancellationToken);
                return;
            }
            catch (PostgresException clash) when (attempt < 20 && clash.SqlState is PostgresErrorCodes.InternalError or PostgresErrorCodes.UniqueViolation)
            {
                // Roles are shared by all databases of a server, and PostgreSQL refuses rather than waits when two sessions change one ("tuple concurrently updated").
                await Task.Delay(TimeSpan.FromMilliseconds(25 * attempt), TimeProvider.System, cancellationToken);
            }
        }
    }

    private static async Task ApplyAsync(NpgsqlDataSource source, DatabaseOptions options, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        bool fresh;
        await using (var known = new NpgsqlCommand("select not exists (select from pg_roles where rolname = 'portal_platform')", connection))
        {
            fresh = (bool)(await known.ExecuteScalarAsync(cancellationToken))!;
        }

        await using (var roles = new NpgsqlCommand(Roles, connection))
        {
            await roles.ExecuteNonQueryAsync(cancellationToken);
        }

        foreach (var login in new[] { options.App, options.Platform }.Select(text => new NpgsqlConnectionStringBuilder(text)))
        {
            // Trying first spares a statement that fails when two databases of a server are provisioned at once.
            if (!string.IsNullOrEmpty(login.Password) && (fresh || !await SignsInAsync(login, cancellationToken)))
            {
                await SetPasswordAsync(connection, login, cancellationToken);
            }
        }
    }

    private static async Task SetPasswordAsync(NpgsqlConnection connection, NpgsqlConnectionStringBuilder login, CancellationToken cancellationToken)
    {
        // DDL takes no parameters: the server itself quotes the name and the password.
        await using var quote = new NpgsqlCommand("select format('alter role %I with login password %L', $1, $2)", connection);
        quote.Parameters.Add(new() { Value = login.Username! });
        quote.Parameters.Add(new() { Value = login.Password });
        var statement = (string)(await quote.ExecuteScalarAsync(cancellationToken))!;
        await using var alter = new NpgsqlCommand(statement, connection);
        await alter.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<bool> SignsInAsync(NpgsqlConnectionStringBuilder login, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(login.ConnectionString) { Pooling = false }.ConnectionString);
            await connection.OpenAsync(cancellationToken);
            return true;
        }
        catch (PostgresException refused) when (refused.SqlState.StartsWith("28", StringComparison.Ordinal))
        {
            return false;
        }
    }
}
