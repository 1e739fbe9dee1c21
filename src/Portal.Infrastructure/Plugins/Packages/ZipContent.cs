using System.IO.Compression;
using Portal.Domain;

namespace Portal.Infrastructure.Plugins.Packages;

/// <summary>Unpacks one entry and stops at its declared size, so that no bomb goes off however it is built.</summary>
internal static class ZipContent
{
    public static Result<byte[]> Read(ReadOnlyMemory<byte> archive, ZipEntry entry, PackageLimits limits)
    {
        var packed = archive[entry.Data];
        if (entry.Size > limits.EntryBytes)
        {
            return new PackageRefused("size", $"'{entry.Path}' has {entry.Size} bytes; a file has at most {limits.EntryBytes}.");
        }

        if (entry.Size > (long)limits.Ratio * Math.Max(packed.Length, 1))
        {
            return new PackageRefused("ratio", $"'{entry.Path}' unpacks to more than {limits.Ratio} times its size.");
        }

        var content = entry.Deflated ? Inflate(packed, entry.Size) : packed.ToArray();
        return content is not null && content.Length == entry.Size && Crc32.Of(content) == entry.Crc
            ? content
            : new PackageRefused("structure", $"'{entry.Path}' is damaged, or longer or shorter than it says.");
    }

    private static byte[]? Inflate(ReadOnlyMemory<byte> packed, int size)
    {
        try
        {
            // No copy is longer than declared: one byte more is enough to know that it lies.
            var content = new byte[size + 1];
            using var stream = new DeflateStream(new MemoryStream(packed.ToArray(), writable: false), CompressionMode.Decompress);
            var length = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return length == size ? content[..size] : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
