namespace Portal.Infrastructure.Operations.Backups;

/// <summary>Reads keys from the files that the settings or a command name.</summary>
internal static class BackupKeys
{
    /// <summary>Everybody who will be able to open what is written now.</summary>
    /// <exception cref="BackupRefusedException">There is nobody, or a file is missing or no key.</exception>
    public static IReadOnlyList<IRecipient> Recipients(BackupOptions options)
    {
        IRecipient[] all = [.. options.Recipients.Select(file => RsaKey.Read(Text(file), file)), .. options.KeyFile.Length > 0 ? [KeyFile.Read(Text(options.KeyFile), options.KeyFile)] : Array.Empty<IRecipient>()];
        return all.Length > 0
            ? all
            : throw new BackupRefusedException("key", "Nobody could open the backup: set Backup__Recipients__0 to the file of a public key, or Backup__KeyFile to a key file (docs/operations/backup.md).");
    }

    /// <param name="options">Name the key where the command does not.</param>
    /// <param name="given">A private key or a key file; null takes the settings' own.</param>
    /// <exception cref="BackupRefusedException">There is none, or it is no key.</exception>
    public static IOpener Opener(BackupOptions options, string? given)
    {
        var file = given ?? (options.PrivateKey.Length > 0 ? options.PrivateKey : options.KeyFile);
        if (file.Length == 0)
        {
            throw new BackupRefusedException("key", "No key was named: give --key FILE, the private key or key file that the backup was made for.");
        }

        var text = Text(file);
        return text.StartsWith(KeyFile.FirstWord, StringComparison.Ordinal) ? KeyFile.Read(text, file) : RsaKey.Read(text, file);
    }

    private static string Text(string file) => File.Exists(file)
        ? File.ReadAllText(file)
        : throw new BackupRefusedException("key", $"The key {file} does not exist, or cannot be read by this user.");
}
