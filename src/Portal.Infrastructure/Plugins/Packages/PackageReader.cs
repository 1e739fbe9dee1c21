using System.Security.Cryptography;
using System.Text;
using Portal.Domain;
using Portal.Domain.Plugins;

namespace Portal.Infrastructure.Plugins.Packages;

/// <summary>
/// Turns bytes from anywhere into a package, or says why not. Nothing is written to disk and nothing is trusted before all of it is
/// checked: structure, names, sizes, then the manifest.
/// </summary>
public static class PackageReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Result<PluginPackage> Read(ReadOnlyMemory<byte> archive, PackageLimits? limits = null)
    {
        limits ??= PackageLimits.Standard;
        if (archive.Length > limits.ArchiveBytes)
        {
            return new PackageRefused("size", $"A package has at most {limits.ArchiveBytes} bytes; this one has {archive.Length}.");
        }

        var entries = ZipDirectory.Read(archive.Span, limits);
        if (!entries.Succeeded)
        {
            return entries.Error!;
        }

        if (NameFault(entries.Value) is { } fault)
        {
            return fault;
        }

        var files = Unpack(archive, entries.Value, limits);
        return files.Succeeded ? Assemble(archive, files.Value, limits) : files.Error!;
    }

    private static PackageRefused? NameFault(IReadOnlyList<ZipEntry> entries)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in entries)
        {
            var faulty = EntryPath.Fault(entry.Path) ?? (!entry.IsDirectory && UnknownKind(entry.Path) ? "is not a kind of file that a plugin's pages use" : null);
            if (faulty is not null)
            {
                return new PackageRefused("path", $"'{FieldText.Excerpt(entry.Path)}' {faulty}.");
            }

            if (!seen.Add(entry.Path.TrimEnd('/')))
            {
                return new PackageRefused("duplicate", $"'{entry.Path}' is there twice, perhaps in other letter case.");
            }
        }

        // A file that is also somebody's folder.
        var both = entries.FirstOrDefault(entry => !entry.IsDirectory
            && entries.Any(other => other.Path.StartsWith(entry.Path + "/", StringComparison.OrdinalIgnoreCase)));
        return both is null ? null : new PackageRefused("duplicate", $"'{both.Path}' is both a file and a folder.");
    }

    private static bool UnknownKind(string path) =>
        path.StartsWith(EntryPath.UiFolder, StringComparison.Ordinal) && UiContentTypes.Of(path) is null;

    private static Result<SortedDictionary<string, byte[]>> Unpack(ReadOnlyMemory<byte> archive, IReadOnlyList<ZipEntry> entries, PackageLimits limits)
    {
        var (files, total) = (new SortedDictionary<string, byte[]>(StringComparer.Ordinal), 0L);
        foreach (var entry in entries.Where(entry => !entry.IsDirectory))
        {
            total += entry.Size;
            if (total > limits.TotalBytes)
            {
                return new PackageRefused("size", $"A package unpacks to at most {limits.TotalBytes} bytes; '{entry.Path}' goes beyond.");
            }

            var content = ZipContent.Read(archive, entry, limits);
            if (!content.Succeeded)
            {
                return content.Error!;
            }

            files.Add(entry.Path, content.Value);
        }

        return files;
    }

    private static Result<PluginPackage> Assemble(ReadOnlyMemory<byte> archive, SortedDictionary<string, byte[]> files, PackageLimits limits)
    {
        if (!files.TryGetValue(EntryPath.Manifest, out var yaml) || yaml.Length > limits.ManifestBytes)
        {
            return new PackageRefused("manifest", $"A package has one '{EntryPath.Manifest}' of at most {limits.ManifestBytes} bytes in its root.");
        }

        var manifest = ManifestYaml.Read(yaml);
        if (!manifest.Succeeded)
        {
            return manifest.Error!;
        }

        if (!files.ContainsKey(manifest.Value.UiEntry))
        {
            return new PackageRefused("manifest", $"The entry page '{manifest.Value.UiEntry}' is not in the package.");
        }

        return TextOf(files.GetValueOrDefault(EntryPath.Readme, [])) is { } readme
            ? new PluginPackage(Digest.OfSha256(SHA256.HashData(archive.Span)), archive, manifest.Value, readme, files)
            : new PackageRefused("readme", $"'{EntryPath.Readme}' is not valid UTF-8.");
    }

    private static string? TextOf(byte[] bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
