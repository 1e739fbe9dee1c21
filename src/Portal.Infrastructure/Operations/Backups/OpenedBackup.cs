namespace Portal.Infrastructure.Operations.Backups;

/// <summary>A backup whose key was found and whose manifest is as it was written.</summary>
internal sealed record OpenedBackup(string Folder, BackupManifest Manifest, byte[] ContentKey)
{
    /// <exception cref="BackupRefusedException">It is no backup, not ours to read, or a part is not there.</exception>
    public static OpenedBackup Open(string folder, IOpener opener)
    {
        var manifest = BackupManifestFile.Read(folder);
        var key = manifest.Keys.Select(wrapped => opener.Unwrap(wrapped, manifest.Name)).FirstOrDefault(found => found is not null)
            ?? throw new BackupRefusedException(
                "key", $"The key {opener.Fingerprint} does not open this backup. It was made for {string.Join(", ", manifest.Keys.Select(k => $"{k.Recipient} ({k.Kind})"))}: give --key with one of these.");
        BackupManifestFile.Check(folder, manifest, key);
        var opened = new OpenedBackup(folder, manifest, key);
        opened.CheckFiles();
        return opened;
    }

    /// <summary>Hands on the content of one database's part, piece by piece, each after its tag was found right.</summary>
    /// <exception cref="BackupRefusedException">The part is not what was written.</exception>
    public async Task ReadAsync(BackupDatabase database, Func<ReadOnlyMemory<byte>, CancellationToken, Task> take, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(Path.Combine(Folder, database.File), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 128 * 1024, useAsync: true);
        var hash = await SealedPart.ReadAsync(file, database.File, PartKey.Of(ContentKey, Manifest.Name, database.File), take, cancellationToken);
        if (Convert.ToHexStringLower(hash) != database.Sha256)
        {
            throw new BackupRefusedException("damaged", $"{database.File} is not the file that {BackupManifestFile.Name} describes: its SHA-256 differs. Take another backup.");
        }
    }

    private void CheckFiles()
    {
        foreach (var database in Manifest.Databases)
        {
            var file = new FileInfo(Path.Combine(Folder, database.File));
            if (!file.Exists)
            {
                throw new BackupRefusedException("missing", $"{database.File} is missing from the backup {Manifest.Name}. Take another backup.");
            }

            if (file.Length < database.Bytes)
            {
                throw new BackupRefusedException("truncated", $"{database.File} is cut short: it has {file.Length} bytes of {database.Bytes}. Take another backup.");
            }
        }
    }
}
