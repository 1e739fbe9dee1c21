using Npgsql;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy.Data;

/// <summary>
/// After a migration: tenants' own schemas get the tables that the shared schema now has. One that differs is made anew and its rows move over, in
/// one transaction a tenant, while its units of work wait.
/// </summary>
public static class TenantSchemaAlignment
{
    private const string Differing =
        """
        select count(*) from (
            select m as shared, to_regclass(format('%I.%I', $1::text, c.relname)) as own from portal.movable_tables() m join pg_class c on c.oid = m
            union
            select to_regclass(format('portal.%I', c.relname)), c.oid from pg_class c where c.relnamespace = to_regnamespace($1) and c.relkind in ('r', 'p')) pair
        where own is null or shared is null or portal.table_shape(shared) is distinct from portal.table_shape(own)
        """;

    private const string MoveBack =
        """
        select portal.move_tenant_rows(
            to_regclass(format('%I.%I', $1::text || '_old', $2::text)),
            coalesce(to_regclass(format('%I.%I', $1::text, $2::text)), to_regclass(format('portal.%I', $2::text))))
        where to_regclass(format('%I.%I', $1::text || '_old', $2::text)) is not null
        """;

    /// <param name="connection">As a role that may act as <c>portal_owner</c>.</param>
    /// <param name="cancellationToken">Stops between two tenants; the one under way rolls back.</param>
    /// <returns>The schemas made anew.</returns>
    public static async Task<IReadOnlyList<string>> ApplyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var aligned = new List<string>();
        foreach (var schema in await SchemasAsync(connection, cancellationToken))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await RunAsync(connection, "set local role portal_owner", cancellationToken);
            await RunAsync(connection, "select set_config('app.tenant', right($1, 32)::uuid::text, true)", cancellationToken, schema);
            await RunAsync(connection, "select pg_advisory_xact_lock(hashtextextended(right($1, 32)::uuid::text, 0))", cancellationToken, schema);
            if (await RunAsync(connection, Differing, cancellationToken, schema) is > 0L)
            {
                await RunAsync(connection, "select portal.set_aside_tenant_schema()", cancellationToken);
                await RunAsync(connection, "select portal.create_tenant_schema()", cancellationToken);
                foreach (var table in (await TenantTables.ReadAsync(connection, cancellationToken)).Reverse())
                {
                    await RunAsync(connection, MoveBack, cancellationToken, schema, table.Name);
                }

                await RunAsync(connection, "select portal.settle_tenant_schema()", cancellationToken);
                await RunAsync(connection, "select portal.drop_tenant_schema(true)", cancellationToken);
                aligned.Add(schema);
            }

            await transaction.CommitAsync(cancellationToken);
        }

        return aligned;
    }

    private static async Task<List<string>> SchemasAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var schemas = new List<string>();
        await using var command = new NpgsqlCommand("select nspname::text from pg_namespace where nspname ~ '^tenant_[0-9a-f]{32}$' order by 1", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            schemas.Add(reader.GetString(0));
        }

        return schemas;
    }

    private static async Task<object?> RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params string[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.With(values);

        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
