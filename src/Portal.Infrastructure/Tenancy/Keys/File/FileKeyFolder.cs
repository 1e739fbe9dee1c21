using System.Globalization;
using System.Security.Cryptography;
using IOFile = System.IO.File;

namespace Portal.Infrastructure.Tenancy.Keys.File;

#pragma warning disable CA1416 // On Windows there are no modes: that this provider refuses to run there is what is wanted.
/// <summary>The files. Each is there whole or not at all, is never changed, and only its owner reads it.</summary>
internal sealed class FileKeyFolder(string path)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int KeyLength = 32;
    private const string MarkEnd = ".destroyed";

    public string Path => path;

    public static string IdOf(KeyOwner owner, int version) => string.Create(CultureInfo.InvariantCulture, $"{owner.Name}.{version}");

    /// <summary>0 for a name that is none of the owner's.</summary>
    public static int VersionOf(KeyOwner owner, string id) =>
        id.StartsWith(owner.Name + ".", StringComparison.Ordinal) && int.TryParse(id.AsSpan(owner.Name.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;

    /// <returns>0 when there is none.</returns>
    public int Newest(KeyOwner owner) => Guard(() =>
    {
        ThrowIfDestroyed(owner);
        return Files(owner).Select(file => VersionOf(owner, System.IO.Path.GetFileNameWithoutExtension(file))).DefaultIfEmpty().Max();
    });

    /// <summary>Nothing when it is there already: another process was quicker.</summary>
    public void Make(KeyOwner owner, int version) => Guard(() =>
    {
        if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path, Private | UnixFileMode.UserExecute);
        }

        ThrowIfDestroyed(owner);
        var final = FileOf(owner, version);
        var draft = $"{final}.{Guid.NewGuid():n}.new";
        var secret = RandomNumberGenerator.GetBytes(KeyLength);
        try
        {
            Write(draft, secret);
            HardLink.TryMake(draft, final);
        }
        finally
        {
            IOFile.Delete(draft);
            CryptographicOperations.ZeroMemory(secret);
        }

        return 0;
    });

    /// <exception cref="Portal.Domain.Tenancy.Keys.KeyFailureException">Destroyed, not there, or not private.</exception>
    public byte[] Read(KeyOwner owner, int version) => Guard(() =>
    {
        ThrowIfDestroyed(owner);
        var file = FileOf(owner, version);
        if (!IOFile.Exists(file))
        {
            throw KeyFailures.Away(FileKeyEncryption.Name, $"{file} is not there: bring back the folder that belongs to this database.");
        }

        if ((IOFile.GetUnixFileMode(file) & ~Private) != 0)
        {
            throw KeyFailures.Away(FileKeyEncryption.Name, $"{file} can be read by others: chmod 600 it, and consider its keys known.");
        }

        var secret = IOFile.ReadAllBytes(file);
        return secret.Length == KeyLength ? secret : throw KeyFailures.Away(FileKeyEncryption.Name, $"{file} has {secret.Length} bytes instead of {KeyLength}.");
    });

    /// <summary>A mark remains, so that no new key takes the place of the old one.</summary>
    /// <returns>How many files there still were.</returns>
    public int Destroy(KeyOwner owner) => Guard(() =>
    {
        Directory.CreateDirectory(path, Private | UnixFileMode.UserExecute);
        Write(Mark(owner), []);
        // Also what a crash left half made.
        var files = Directory.EnumerateFiles(path, owner.Name + ".*").Where(file => file != Mark(owner)).ToList();
        foreach (var file in files)
        {
            Write(file, RandomNumberGenerator.GetBytes(KeyLength));
            IOFile.Delete(file);
        }

        return files.Count;
    });

    /// <summary>Whose keys were destroyed here.</summary>
    public IReadOnlyList<KeyOwner> Destroyed() => Guard(() => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*" + MarkEnd).Select(file => new KeyOwner(System.IO.Path.GetFileNameWithoutExtension(file))).ToList()
        : []);

    private static void Write(string file, byte[] content)
    {
        using var stream = new FileStream(file, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, UnixCreateMode = Private });
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }

    private static T Guard<T>(Func<T> use)
    {
        try
        {
            return use();
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException)
        {
            throw KeyFailures.Away(FileKeyEncryption.Name, away.Message, away);
        }
    }

    private IEnumerable<string> Files(KeyOwner owner) => Directory.Exists(path) ? Directory.EnumerateFiles(path, owner.Name + ".*.key") : [];

    private string FileOf(KeyOwner owner, int version) => System.IO.Path.Combine(path, IdOf(owner, version) + ".key");

    private string Mark(KeyOwner owner) => System.IO.Path.Combine(path, owner.Name + MarkEnd);

    private void ThrowIfDestroyed(KeyOwner owner)
    {
        if (IOFile.Exists(Mark(owner)))
        {
            throw KeyFailures.Destroyed(owner);
        }
    }
}
