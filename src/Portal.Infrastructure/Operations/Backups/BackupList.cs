using System.Globalization;
using Microsoft.Extensions.Options;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary>What lies in the folder, in words; needs no key.</summary>
public sealed class BackupList(IOptions<BackupOptions> options, TimeProvider time)
{
    /// <param name="root">The folder of backups; null takes the settings'.</param>
    /// <exception cref="BackupRefusedException">No folder is known, or there is none.</exception>
    public IEnumerable<string> Lines(string? root)
    {
        root ??= options.Value.Folder;
        if (!Directory.Exists(root))
        {
            throw new BackupRefusedException("folder", root.Length == 0 ? "No folder was named: set Backup__Folder, or give one." : $"The folder {root} does not exist.");
        }

        var folder = new BackupFolder(root);
        var all = folder.List();
        foreach (var backup in all)
        {
            if (Find(folder, backup.Name) is not { } manifest)
            {
                yield return $"{backup.Name}  cannot be read: verify says why";
                continue;
            }

            yield return string.Create(CultureInfo.InvariantCulture,
                $"{backup.Name}  {Age(backup.At),9}  {manifest.Bytes,16:N0} bytes  {manifest.Rows,12:N0} rows  {(backup.IsVerified ? "verified    " : "not verified")}  for {string.Join(' ', manifest.Keys.Select(k => k.Recipient))}");
        }

        yield return all.Count == 0 ? "There is no backup." : all.Count == 1 ? "1 backup." : string.Create(CultureInfo.InvariantCulture, $"{all.Count} backups.");
    }

    /// <summary>Makes a key file that only its owner can read; never over another.</summary>
    public static void MakeKey(string file)
    {
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(file, how);
        writer.Write(KeyFile.NewText());
    }

    private static BackupManifest? Find(BackupFolder folder, string name)
    {
        try
        {
            return BackupManifestFile.Read(folder.PathOf(name));
        }
        catch (BackupRefusedException)
        {
            return null;
        }
    }

    private string Age(DateTimeOffset at) => (time.GetUtcNow() - at) switch
    {
        { TotalDays: >= 2 } age => string.Create(CultureInfo.InvariantCulture, $"{age.TotalDays:0} d ago"),
        { TotalHours: >= 2 } age => string.Create(CultureInfo.InvariantCulture, $"{age.TotalHours:0} h ago"),
        var age => string.Create(CultureInfo.InvariantCulture, $"{age.TotalMinutes:0} min ago"),
    };
}
