using System.Buffers.Binary;
using System.Text;
using Portal.Domain;

namespace Portal.Infrastructure.Plugins.Packages;

/// <summary>
/// Reads the structure of a ZIP archive (APPNOTE 6.3.3) in the one shape that we accept: no prefix, no gaps, no overlaps, no extra
/// fields, comments, encryption, ZIP64 or data descriptors, and local headers that say the same as the central directory. Whatever
/// another reader could understand differently is refused.
/// </summary>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int CentralLength = 46;
    private const int LocalLength = 30;

    // Bit 11: names are UTF-8. Bits 1 and 2 only tell how hard the compressor tried.
    private const int AllowedFlags = 0x0806;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Result<IReadOnlyList<ZipEntry>> Read(ReadOnlySpan<byte> archive, PackageLimits limits)
    {
        // 4.3.16 End of central directory record. Without a comment it is the last 22 bytes.
        if (archive.Length < EndLength || U32(archive, archive.Length - EndLength) != 0x06054b50)
        {
            return Refuse("This is not a ZIP archive, or it has a comment or bytes after its end.");
        }

        var end = archive[^EndLength..];
        var (count, size, offset) = (U16(end, 10), U32(end, 12), U32(end, 16));
        if (U16(end, 4) != 0 || U16(end, 6) != 0 || U16(end, 8) != count || U16(end, 20) != 0 || offset + (long)size != archive.Length - EndLength)
        {
            return Refuse("The archive's end record does not describe a single, complete archive.");
        }

        if (count == 0 || count > limits.Entries)
        {
            return new PackageRefused("entries", $"An archive has 1 to {limits.Entries} entries; this one declares {count}.");
        }

        return ReadEntries(archive, count, (int)offset, archive.Length - EndLength);
    }

    private static Result<IReadOnlyList<ZipEntry>> ReadEntries(ReadOnlySpan<byte> archive, int count, int directory, int directoryEnd)
    {
        var entries = new List<ZipEntry>(count);
        var (position, next) = (directory, 0);
        for (var index = 0; index < count; index++)
        {
            var nameLength = position + CentralLength <= directoryEnd ? U16(archive, position + 28) : directoryEnd;
            if (position + CentralLength + nameLength > directoryEnd || U32(archive, position) != 0x02014b50)
            {
                return Refuse("The central directory is cut short.");
            }

            var central = archive.Slice(position, CentralLength + nameLength);
            var entry = ReadEntry(archive, central, ref next, directory);
            if (!entry.Succeeded)
            {
                return entry.Error!;
            }

            entries.Add(entry.Value);
            position += central.Length;
        }

        // Every byte belongs to an entry or to the directory: nothing hides between them.
        return position == directoryEnd && next == directory
            ? entries
            : Refuse("The archive holds bytes that belong to no entry.");
    }

    private static Result<ZipEntry> ReadEntry(ReadOnlySpan<byte> archive, ReadOnlySpan<byte> central, ref int next, int directory)
    {
        var name = Name(central[CentralLength..], U16(central, 8));
        if (name is null)
        {
            return new PackageRefused("path", "An entry's name is not valid UTF-8.");
        }

        var (flags, method, packed, size) = (U16(central, 8), U16(central, 10), U32(central, 20), U32(central, 24));
        if (Unusual(central, flags, method) is { } reason)
        {
            return Refuse($"'{FieldText.Excerpt(name)}' {reason}.");
        }

        // 4.3.7 Local file header: entries lie one after another, in the order of the directory.
        var data = (long)next + LocalLength + central.Length - CentralLength;
        if (U32(central, 42) != next || data + packed > directory || size > int.MaxValue || !SameAsLocal(archive[next..(int)data], central))
        {
            return Refuse($"'{FieldText.Excerpt(name)}' overlaps another entry, or its two headers differ.");
        }

        next = (int)(data + packed);
        return new ZipEntry(name, method == 8, U32(central, 16), (int)size, (int)data..next);
    }

    private static string? Unusual(ReadOnlySpan<byte> central, int flags, int method)
    {
        var unixType = (U32(central, 38) >> 16) & 0xF000;
        var directory = central[^1] == (byte)'/';
        return (flags, method) switch
        {
            _ when (flags & ~AllowedFlags) != 0 => "is encrypted, or has its sizes after its data",
            _ when method is not (0 or 8) => "is packed with a method other than deflate",
            _ when U16(central, 30) != 0 || U16(central, 32) != 0 || U16(central, 34) != 0 => "has an extra field, a comment or another disk",
            _ when unixType != 0 && unixType != (directory ? 0x4000u : 0x8000u) => "is a link or a device, not a regular file",
            _ when directory && (U32(central, 20) != 0 || U32(central, 24) != 0) => "is a directory with content",
            _ => null,
        };
    }

    // Local: flags 6, method 8, time 10, date 12, CRC 14, packed 18, size 22, name length 26, extra length 28. The central directory has
    // the same fields two bytes further on, from "version needed" at 6.
    private static bool SameAsLocal(ReadOnlySpan<byte> local, ReadOnlySpan<byte> central) =>
        U32(local, 0) == 0x04034b50
        && local[4..30].SequenceEqual(central[6..32])
        && local[LocalLength..].SequenceEqual(central[CentralLength..]);

    private static string? Name(ReadOnlySpan<byte> bytes, int flags)
    {
        try
        {
            var ascii = bytes.IndexOfAnyExceptInRange((byte)0, (byte)127) < 0;
            return bytes.Length > 0 && (ascii || (flags & 0x0800) != 0) ? StrictUtf8.GetString(bytes) : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static PackageRefused Refuse(string reason) => new("structure", reason);

    private static int U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
