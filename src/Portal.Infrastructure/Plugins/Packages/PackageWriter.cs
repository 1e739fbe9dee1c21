using System.Buffers.Binary;
using System.Text;

namespace Portal.Infrastructure.Plugins.Packages;

/// <summary>
/// Packs files so that the same files always give the same bytes, and so the same digest: entries sorted, one timestamp, no attributes,
/// and stored rather than deflated, because what a compressor emits changes with its version.
/// </summary>
public static class PackageWriter
{
    // 1980-01-01 00:00, the epoch of the format (APPNOTE 4.4.6).
    private const ushort Time = 0;
    private const ushort Date = 0x0021;
    private const ushort VersionNeeded = 20;
    private const ushort Utf8Names = 0x0800;

    public static byte[] Write(IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        using var archive = new MemoryStream();
        using var directory = new MemoryStream();
        ushort count = 0;
        foreach (var (path, content) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            var name = Encoding.UTF8.GetBytes(path);
            var header = Header(name.Length, content);
            var offset = checked((uint)archive.Position);
            Write(archive, [0x50, 0x4b, 0x03, 0x04], header, name, content);
            // Central directory: version made by, the same fields, then no comment, disk 0, no attributes, and where the entry begins.
            Write(directory, [0x50, 0x4b, 0x01, 0x02], U16(VersionNeeded), header, new byte[10], U32(offset), name);
            count++;
        }

        var start = checked((uint)archive.Position);
        directory.WriteTo(archive);
        Write(archive, [0x50, 0x4b, 0x05, 0x06], U32(0), U16(count), U16(count), U32((uint)directory.Length), U32(start), U16(0));
        return archive.ToArray();
    }

    private static byte[] Header(int nameLength, byte[] content)
    {
        var size = U32((uint)content.Length);
        return [.. U16(VersionNeeded), .. U16(Utf8Names), .. U16(0), .. U16(Time), .. U16(Date), .. U32(Crc32.Of(content)), .. size, .. size,
            .. U16((ushort)nameLength), .. U16(0)];
    }

    private static void Write(MemoryStream stream, params ReadOnlySpan<byte[]> parts)
    {
        foreach (var part in parts)
        {
            stream.Write(part);
        }
    }

    private static byte[] U16(ushort value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] U32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
