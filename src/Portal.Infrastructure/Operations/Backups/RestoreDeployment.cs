using Microsoft.Extensions.Options;
using Npgsql;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Migrations;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary>
/// Brings a whole deployment back into empty databases. Everything is checked before anything is written, each database is restored in one transaction, and
/// if a later step fails those that were filled are emptied again.
/// </summary>
public sealed class RestoreDeployment
{
    private readonly IOptions<BackupOptions> _options;
    private readonly IOptions<DatabaseOptions> _databases;
    private readonly IDatabaseTools _tools;
    private readonly RestoreSettling _settling;

    internal RestoreDeployment(IOptions<BackupOptions> options, IOptions<DatabaseOptions> databases, IDatabaseTools tools, RestoreSettling settling) =>
        (_options, _databases, _tools, _settling) = (options, databases, tools, settling);

    /// <param name="folder">Of the backup.</param>
    /// <param name="key">File of the key that opens it; null takes the settings'.</param>
    /// <param name="cancellationToken">Stops; the databases are then as empty as they were.</param>
    /// <exception cref="BackupRefusedException">It is not restored; nothing has changed.</exception>
    public async Task<RestoredDeployment> ExecuteAsync(string folder, string? key, CancellationToken cancellationToken)
    {
        var backup = OpenedBackup.Open(folder, BackupKeys.Opener(_options.Value, key));
        await BackupCheck.RunAsync(backup, _tools, cancellationToken);
        var places = Places(backup);
        foreach (var (database, writer) in places)
        {
            BackupSchema.Check(database);
            await EmptyTarget.CheckAsync(writer.Migrator, cancellationToken);
        }

        var filled = new List<string>();
        try
        {
            var applied = new List<string>();
            foreach (var (database, writer) in places)
            {
                await RoleProvisioning.ApplyAsync(writer, cancellationToken);
                filled.Add(writer.Migrator);
                await DumpRestore.RunAsync(backup, database, writer.Migrator, _tools, cancellationToken);
                applied.AddRange(await BackupSchema.UpgradeAsync(writer.Migrator, cancellationToken));
            }

            var (sessions, operations) = await _settling.RunAsync(backup, cancellationToken);
            return new(backup.Manifest, [.. applied.Distinct(StringComparer.Ordinal)], sessions, operations);
        }
        catch
        {
            NpgsqlConnection.ClearAllPools();
            foreach (var writer in filled)
            {
                await EmptyTarget.ClearAsync(writer, CancellationToken.None);
            }

            throw;
        }
    }

    private List<(BackupDatabase Database, DatabaseOptions Writer)> Places(OpenedBackup backup)
    {
        var options = _databases.Value;
        var writers = BackupSources.Writers(options).ToDictionary(w => w.Name, w => w.ConnectionString, StringComparer.Ordinal);
        var places = new List<(BackupDatabase, DatabaseOptions)>();
        foreach (var database in backup.Manifest.Databases)
        {
            if (!writers.TryGetValue(database.Name, out var writer))
            {
                throw new BackupRefusedException("settings", $"The backup holds a database \"{database.Name}\", which the settings do not name: set Database__Own__{database.Name}__App, __Platform and __Migrator.");
            }

            places.Add((database, database.Name == BackupDatabase.Shared
                ? new DatabaseOptions { App = options.App, Platform = options.Platform, Migrator = writer }
                : new DatabaseOptions { App = options.Own[database.Name].App, Platform = options.Own[database.Name].Platform, Migrator = writer }));
        }

        return places;
    }
}
