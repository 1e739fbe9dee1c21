using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Portal.Domain.Operations.Backups;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary>
/// Makes one backup of the whole deployment: each database as of one moment of its own, encrypted while it is written, read again from the disk before
/// it counts as verified, and only then what it supersedes removed. Packages' files are rows (<c>portal.package</c>), so they are of the same moment.
/// </summary>
public sealed class CreateBackup
{
    private readonly IOptions<BackupOptions> _options;
    private readonly IOptions<DatabaseOptions> _databases;
    private readonly IDatabaseTools _tools;
    private readonly BackupBook _book;
    private readonly TimeProvider _time;

    internal CreateBackup(IOptions<BackupOptions> options, IOptions<DatabaseOptions> databases, IDatabaseTools tools, BackupBook book, TimeProvider time) =>
        (_options, _databases, _tools, _book, _time) = (options, databases, tools, book, time);

    /// <param name="cause">Who wanted it, for the platform's log.</param>
    /// <param name="root">The folder of backups; null takes the settings'.</param>
    /// <param name="cancellationToken">Stops; nothing of the backup is then kept.</param>
    /// <returns>What was made, and what was removed in its favor.</returns>
    /// <exception cref="BackupRefusedException">It could not be made; nothing is left of it.</exception>
    public async Task<MadeBackup> ExecuteAsync(BackupCause cause, string? root, CancellationToken cancellationToken)
    {
        root ??= _options.Value.Folder;
        if (root.Length == 0)
        {
            throw new BackupRefusedException("settings", "No folder was named: set Backup__Folder, or give --to FOLDER.");
        }

        var recipients = BackupKeys.Recipients(_options.Value);
        var sources = BackupSources.Readers(_databases.Value);
        var folder = new BackupFolder(root);
        // Elsewhere is somebody's own affair: neither kept count of nor cleared.
        var isOurs = Path.GetFullPath(root) == (_options.Value.Folder.Length > 0 ? Path.GetFullPath(_options.Value.Folder) : "");
        using var held = folder.Take();
        var name = BackupFolder.NewName(_time.GetUtcNow());
        if (isOurs)
        {
            await _book.BeginAsync(name, cause, _options.Value.Interval, folder, cancellationToken);
        }

        try
        {
            var manifest = await WriteAsync(folder, name, recipients, sources, cancellationToken);
            var superseded = isOurs ? _options.Value.Retention.Superseded(folder.List()) : [];
            foreach (var old in superseded)
            {
                folder.Remove(old.Name);
            }

            await _book.FinishAsync(manifest, [.. superseded.Select(s => s.Name)], isOurs, cancellationToken);
            return new(manifest, folder.PathOf(name), [.. superseded.Select(s => s.Name)]);
        }
        catch (Exception failure)
        {
            folder.Abandon(name);
            await _book.FailAsync(name, failure is BackupRefusedException or Npgsql.NpgsqlException or IOException ? failure.Message : failure.GetType().Name, isOurs, CancellationToken.None);
            throw;
        }
    }

    private async Task<BackupManifest> WriteAsync(
        BackupFolder folder, string name, IReadOnlyList<IRecipient> recipients, IReadOnlyList<(string Name, string ConnectionString)> sources, CancellationToken cancellationToken)
    {
        var started = PostgresClock.Now(_time);
        var key = RandomNumberGenerator.GetBytes(PartKey.Bytes);
        var path = folder.Begin(name);
        var databases = new List<BackupDatabase>();
        foreach (var source in sources)
        {
            databases.Add(await WriteAsync(path, name, key, source, cancellationToken));
        }

        var manifest = new BackupManifest(
            BackupManifest.CurrentFormat, name, started, PostgresClock.Now(_time), await _tools.VersionAsync(cancellationToken), databases, [.. recipients.Select(r => r.Wrap(key, name))]);
        await BackupManifestFile.WriteAsync(path, manifest, key, cancellationToken);
        // While the key is at hand: a machine that has only public keys could not check later what it wrote.
        await BackupCheck.RunAsync(new(path, manifest, key), _tools, cancellationToken);
        BackupFolder.MarkVerified(path, PostgresClock.Now(_time));
        CryptographicOperations.ZeroMemory(key);
        folder.Complete(name);
        return manifest;
    }

    private async Task<BackupDatabase> WriteAsync(string path, string backup, byte[] key, (string Name, string ConnectionString) source, CancellationToken cancellationToken)
    {
        var part = source.Name == BackupDatabase.Shared ? "shared.dump.sealed" : $"own-{source.Name}.dump.sealed";
        await using var snapshot = await DatabaseSnapshot.TakeAsync(source.ConnectionString, cancellationToken);
        await using var file = DurableFile.Create(Path.Combine(path, part));
        await using var content = new SealingStream(file, PartKey.Of(key, backup, part));
        await _tools.DumpAsync(source.ConnectionString, snapshot.Id, content, cancellationToken);
        var hash = await content.CompleteAsync(cancellationToken);
        file.Flush(flushToDisk: true);
        return new(
            source.Name, snapshot.Database, snapshot.ServerVersion, snapshot.WalPosition, snapshot.At, await snapshot.MigrationsAsync(cancellationToken),
            await snapshot.CountAsync(cancellationToken), part, content.Written, content.Content, Convert.ToHexStringLower(hash));
    }
}
