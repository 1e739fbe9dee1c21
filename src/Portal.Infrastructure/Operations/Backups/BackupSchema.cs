using Npgsql;
using Portal.Infrastructure.Migrations;
using Portal.Infrastructure.Tenancy.Data;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary>Whether this version can take over what a backup holds, and doing so.</summary>
internal static class BackupSchema
{
    /// <exception cref="BackupRefusedException">A newer version, or one of another line, made the backup.</exception>
    public static void Check(BackupDatabase database)
    {
        try
        {
            MigrationPlan.Make(EmbeddedMigrations.All, database.Migrations.ToDictionary(m => m.Name, m => new AppliedMigration(m.Checksum, m.AppliedAt), StringComparer.Ordinal)).Check();
        }
        catch (MigrationException refused)
        {
            throw new BackupRefusedException("schema", $"The schema of {database.Name} in the backup is not one that this version can take over. {refused.Message}");
        }
    }

    /// <returns>The migrations applied now.</returns>
    public static async Task<IReadOnlyList<string>> UpgradeAsync(string migrator, CancellationToken cancellationToken)
    {
        var applied = await Migrator.ApplyAsync(migrator, EmbeddedMigrations.All, cancellationToken);
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(migrator) { Pooling = false });
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await TenantSchemaAlignment.ApplyAsync(connection, cancellationToken);
        return applied;
    }
}
