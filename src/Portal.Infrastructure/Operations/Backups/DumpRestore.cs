using Npgsql;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary>Brings one part back into an empty database, and counts its rows.</summary>
internal static class DumpRestore
{
    /// <exception cref="BackupRefusedException">It failed, and the database is as empty as it was; or its rows are not those that were counted.</exception>
    public static async Task RunAsync(OpenedBackup backup, BackupDatabase database, string connectionString, IDatabaseTools tools, CancellationToken cancellationToken)
    {
        await tools.RestoreAsync(connectionString, (take, stop) => backup.ReadAsync(database, take, stop), cancellationToken);
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        if (RowCounts.Difference(database.Rows, await RowCounts.ReadAsync(connection, cancellationToken)) is { } difference)
        {
            throw new BackupRefusedException("incomplete", $"What was restored from {database.File} is not what was backed up: {difference}.");
        }
    }
}
