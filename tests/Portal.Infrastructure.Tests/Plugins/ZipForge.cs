using System.IO.Compression;
using System.Text;
using Portal.Infrastructure.Plugins.Packages;

namespace Portal.Infrastructure.Tests.Plugins;

/// <summary>Writes archives byte by byte, so that every field can lie.</summary>
internal static class ZipForge
{
    public static byte[] Build(IEnumerable<ForgedEntry> entries, byte[]? prefix = null, byte[]? gap = null, byte[]? suffix = null, ushort? declaredCount = null)
    {
        using var archive = new MemoryStream();
        using var directory = new MemoryStream();
        archive.Write(prefix ?? []);
        ushort count = 0;
        foreach (var entry in entries)
        {
            Append(archive, directory, entry);
            archive.Write(gap ?? []);
            count++;
        }

        var start = (uint)archive.Position;
        directory.WriteTo(archive);
        using var writer = new BinaryWriter(archive, Encoding.UTF8, leaveOpen: true);
        writer.Write(0x06054b50u);
        writer.Write(0u);
        writer.Write(declaredCount ?? count);
        writer.Write(declaredCount ?? count);
        writer.Write((uint)directory.Length);
        writer.Write(start);
        writer.Write((ushort)0);
        writer.Write(suffix ?? []);
        return archive.ToArray();
    }

    private static void Append(MemoryStream archive, MemoryStream directory, ForgedEntry entry)
    {
        var offset = (uint)archive.Position;
        var packed = entry.Deflate ? Deflate(entry.Content) : entry.Content;
        var name = entry.RawName ?? Encoding.UTF8.GetBytes(entry.Name);
        using var local = new BinaryWriter(archive, Encoding.UTF8, leaveOpen: true);
        local.Write(0x04034b50u);
        Fields(local, entry, packed.Length, entry.LocalSize, (entry.LocalName ?? name).Length);
        local.Write(entry.LocalName ?? name);
        local.Write(entry.Extra);
        local.Write(packed);
        using var central = new BinaryWriter(directory, Encoding.UTF8, leaveOpen: true);
        central.Write(0x02014b50u);
        central.Write((ushort)20);
        Fields(central, entry, packed.Length, entry.CentralSize, name.Length);
        central.Write((ushort)entry.Comment.Length);
        central.Write((ushort)0);
        central.Write((ushort)0);
        central.Write(entry.Attributes);
        central.Write(entry.Offset ?? offset);
        central.Write(name);
        central.Write(entry.Extra);
        central.Write(entry.Comment);
    }

    private static void Fields(BinaryWriter writer, ForgedEntry entry, int packed, uint? size, int nameLength)
    {
        writer.Write((ushort)20);
        writer.Write(entry.Flags);
        writer.Write(entry.Method ?? (ushort)(entry.Deflate ? 8 : 0));
        writer.Write((ushort)0);
        writer.Write((ushort)0x21);
        writer.Write(entry.Crc ?? Crc32.Of(entry.Content));
        writer.Write((uint)packed);
        writer.Write(size ?? (uint)entry.Content.Length);
        writer.Write((ushort)nameLength);
        writer.Write((ushort)entry.Extra.Length);
    }

    private static byte[] Deflate(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var stream = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            stream.Write(content);
        }

        return packed.ToArray();
    }
}
