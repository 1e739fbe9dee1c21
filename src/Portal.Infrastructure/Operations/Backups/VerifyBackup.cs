using Microsoft.Extensions.Options;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary>Shows that a backup can be restored: by reading all of it, and with <c>restore</c> by restoring it into databases of its own, which are dropped again.</summary>
public sealed class VerifyBackup
{
    private readonly IOptions<BackupOptions> _options;
    private readonly IOptions<DatabaseOptions> _databases;
    private readonly IDatabaseTools _tools;
    private readonly TimeProvider _time;

    internal VerifyBackup(IOptions<BackupOptions> options, IOptions<DatabaseOptions> databases, IDatabaseTools tools, TimeProvider time) =>
        (_options, _databases, _tools, _time) = (options, databases, tools, time);

    /// <param name="folder">Of the backup.</param>
    /// <param name="key">File of the key that opens it; null takes the settings'.</param>
    /// <param name="restore">Restore it, too, beside the shared database (<c>Database__Migrator</c>), and count the rows.</param>
    /// <param name="cancellationToken">Stops; databases made for it are dropped.</param>
    /// <exception cref="BackupRefusedException">It cannot be restored; the message says why.</exception>
    public async Task<BackupManifest> ExecuteAsync(string folder, string? key, bool restore, CancellationToken cancellationToken)
    {
        var opener = BackupKeys.Opener(_options.Value, key);
        try
        {
            var backup = OpenedBackup.Open(folder, opener);
            await BackupCheck.RunAsync(backup, _tools, cancellationToken);
            if (restore)
            {
                await RestoreAsync(backup, cancellationToken);
            }

            BackupFolder.MarkVerified(folder, PostgresClock.Now(_time));
            return backup.Manifest;
        }
        catch (BackupRefusedException refused) when (refused.Error.Rule is "damaged" or "truncated" or "missing" or "incomplete" && Directory.Exists(folder))
        {
            // It must not stand for a good one any more: what is older stays.
            BackupFolder.UnmarkVerified(folder);
            throw;
        }
    }

    private async Task RestoreAsync(OpenedBackup backup, CancellationToken cancellationToken)
    {
        var server = BackupSources.Writers(_databases.Value)[0].ConnectionString;
        foreach (var database in backup.Manifest.Databases)
        {
            await using var scratch = await ScratchDatabase.CreateAsync(server, cancellationToken);
            await DumpRestore.RunAsync(backup, database, scratch.ConnectionString, _tools, cancellationToken);
        }
    }
}
