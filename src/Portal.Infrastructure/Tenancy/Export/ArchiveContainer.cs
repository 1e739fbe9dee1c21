using System.IO.Compression;
using System.Text.RegularExpressions;
using Portal.Domain;

namespace Portal.Infrastructure.Tenancy.Export;

/// <summary>The ZIP around the parts: only names that archives have, each once, none of them larger than it can honestly be. Nothing is unpacked to disk.</summary>
internal sealed partial class ArchiveContainer : IDisposable
{
    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries;

    private ArchiveContainer(ZipArchive zip, Dictionary<string, ZipArchiveEntry> entries) => (_zip, _entries) = (zip, entries);

    public IReadOnlyCollection<string> Paths => _entries.Keys;

    /// <param name="file">Must seek: a ZIP is read from its end.</param>
    public static ArchiveContainer Open(Stream file)
    {
        ZipArchive? zip = null;
        try
        {
            zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            return new(zip, Index(zip));
        }
        catch (InvalidDataException)
        {
            zip?.Dispose();
            throw new ArchiveRefusedException("damaged", "This is not a ZIP archive, or it is cut short. Transfer it again, and compare its SHA-256 with the one that the export shows.");
        }
        catch (ArchiveRefusedException)
        {
            zip?.Dispose();
            throw;
        }
    }

    /// <summary>The part's content, at most as many bytes as it says.</summary>
    public Stream Read(string path)
    {
        var entry = _entries.GetValueOrDefault(path) ?? throw new ArchiveRefusedException("missing", $"The archive has no {path}.");
        try
        {
            return entry.Open();
        }
        catch (InvalidDataException)
        {
            throw Damaged(path);
        }
    }

    /// <summary>All of a part that is held in memory.</summary>
    public async Task<byte[]> ReadAllAsync(string path, int most, CancellationToken cancellationToken)
    {
        await using var content = Read(path);
        try
        {
            // One byte more is enough to know that it is too long.
            var buffer = new byte[(int)Math.Min(most, _entries[path].Length) + 1];
            var length = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            return length < buffer.Length ? buffer[..length] : throw new ArchiveRefusedException("size", $"{path} has more than {buffer.Length - 1} bytes.");
        }
        catch (InvalidDataException)
        {
            throw Damaged(path);
        }
    }

    public static ArchiveRefusedException Damaged(string path) => new("damaged", $"{path} is damaged: it cannot be unpacked. Transfer the archive again.");

    public void Dispose() => _zip.Dispose();

    private static Dictionary<string, ZipArchiveEntry> Index(ZipArchive zip)
    {
        var entries = new Dictionary<string, ZipArchiveEntry>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            var name = FieldText.Excerpt(entry.FullName);
            if (!Known.IsMatch(entry.FullName))
            {
                throw new ArchiveRefusedException("path", $"\"{name}\" is no part of an archive: it has {ArchiveLayout.Manifest}, tables/<name>.jsonl and packages/<digest>.plugin.");
            }

            if (!entries.TryAdd(entry.FullName, entry) || entries.Count > ArchiveLimits.Entries)
            {
                throw new ArchiveRefusedException("entries", $"\"{name}\" is there twice, or there are more than {ArchiveLimits.Entries} files.");
            }

            if (entry.Length > ArchiveLimits.RatioFromBytes && entry.Length > ArchiveLimits.Ratio * entry.CompressedLength)
            {
                throw new ArchiveRefusedException("ratio", $"\"{name}\" unpacks to more than {ArchiveLimits.Ratio} times its size.");
            }
        }

        return entries;
    }

    [GeneratedRegex(@"\A(manifest\.json|tables/[a-z][a-z0-9_]{0,62}\.jsonl|packages/[0-9a-f]{64}\.plugin)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Known { get; }
}
