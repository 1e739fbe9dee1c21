using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Migrations;

namespace Portal.Hosting.Health;

/// <summary>Ready means that every migration that this program brings has been applied. Once seen it stays so: nothing takes one back.</summary>
internal sealed class SchemaHealth(PlatformDatabase database) : IHealthCheck
{
    private volatile bool _complete;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (_complete)
        {
            return HealthCheckResult.Healthy("All migrations are applied.");
        }

        try
        {
            await using var command = database.Source.CreateCommand("select coalesce(array_agg(name), '{}') from public.schema_migration where name = any ($1)");
            command.Parameters.Add(new() { Value = EmbeddedMigrations.All.Select(migration => migration.Name).ToArray() });
            var applied = (string[])(await command.ExecuteScalarAsync(cancellationToken))!;
            var missing = EmbeddedMigrations.All.Select(migration => migration.Name).Except(applied, StringComparer.Ordinal).ToArray();
            _complete = missing.Length == 0;
            return _complete
                ? HealthCheckResult.Healthy("All migrations are applied.")
                : HealthCheckResult.Unhealthy($"{missing.Length} of this program's migrations are not applied, {missing[0]} the first: run migrate.");
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InsufficientPrivilege)
        {
            return HealthCheckResult.Unhealthy("The database holds no schema of ours yet: run migrate.");
        }
        catch (NpgsqlException away)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", away);
        }
    }
}
