using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Domain.Operations.Backups;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary>
/// The folder that holds the backups, one folder each. What is being written or removed has a name that no backup has; the last step of one and the first
/// of the other is to rename it, so whatever looks like a backup is whole.
/// </summary>
internal sealed partial class BackupFolder(string root)
{
    private const string Lock = ".lock";
    private const string Writing = ".writing-";
    private const string Removing = ".removing-";
    private const string VerifiedMark = "verified";

    /// <summary>Of a backup that begins now.</summary>
    public static string NewName(DateTimeOffset now) => now.UtcDateTime.ToString("'portal-'yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture);

    public string PathOf(string name) => Path.Combine(root, name);

    /// <summary>All that are whole, oldest first.</summary>
    public IReadOnlyList<KnownBackup> List() => !Directory.Exists(root) ? [] :
    [
        .. Directory.EnumerateDirectories(root).Select(path => Path.GetFileName(path)).Where(name => Name().IsMatch(name)).Order(StringComparer.Ordinal)
            .Select(name => new KnownBackup(name, MomentOf(name), VerifiedAt(name) is not null)),
    ];

    /// <summary>Keeps others from writing here until it is disposed, and clears what one that was killed left.</summary>
    /// <exception cref="BackupRefusedException">Another is at it, or the folder cannot be written to.</exception>
    public IDisposable Take()
    {
        FileStream held;
        try
        {
            Directory.CreateDirectory(root);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BackupRefusedException("folder", $"The folder {root} cannot be written to: {fault.Message}");
        }

        try
        {
            held = new FileStream(Path.Combine(root, Lock), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException)
        {
            throw new BackupRefusedException("folder", $"The folder {root} cannot be written to by this user.");
        }
        catch (IOException)
        {
            throw new BackupRefusedException("running", $"Another backup is being made in {root}. Wait for it, or name another folder.");
        }

        foreach (var left in Directory.EnumerateDirectories(root).Where(path => Path.GetFileName(path) is { } name
            && (name.StartsWith(Writing, StringComparison.Ordinal) || name.StartsWith(Removing, StringComparison.Ordinal))))
        {
            Directory.Delete(left, recursive: true);
        }

        return held;
    }

    /// <summary>Where a backup is written until it is whole.</summary>
    public string Begin(string name)
    {
        var path = Path.Combine(root, Writing + name);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    public void Abandon(string name)
    {
        if (Directory.Exists(Path.Combine(root, Writing + name)))
        {
            Directory.Delete(Path.Combine(root, Writing + name), recursive: true);
        }
    }

    public void Complete(string name) => Directory.Move(Path.Combine(root, Writing + name), PathOf(name));

    public void Remove(string name)
    {
        Directory.Move(PathOf(name), Path.Combine(root, Removing + name));
        Directory.Delete(Path.Combine(root, Removing + name), recursive: true);
    }

    /// <summary>Notes that it was read from beginning to end, and nothing was wrong with it.</summary>
    public static void MarkVerified(string folder, DateTimeOffset at) => File.WriteAllText(Path.Combine(folder, VerifiedMark), at.ToString("O", CultureInfo.InvariantCulture) + "\n");

    /// <summary>What was found wrong with it takes the mark away.</summary>
    public static void UnmarkVerified(string folder) => File.Delete(Path.Combine(folder, VerifiedMark));

    /// <summary>Null when it never was.</summary>
    public DateTimeOffset? VerifiedAt(string name)
    {
        var mark = Path.Combine(PathOf(name), VerifiedMark);
        return File.Exists(mark) && DateTimeOffset.TryParse(File.ReadAllText(mark), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at) ? at : null;
    }

    private static DateTimeOffset MomentOf(string name) =>
        DateTimeOffset.ParseExact(name, "'portal-'yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    [GeneratedRegex(@"^portal-\d{8}T\d{9}Z$")]
    private static partial Regex Name();
}
