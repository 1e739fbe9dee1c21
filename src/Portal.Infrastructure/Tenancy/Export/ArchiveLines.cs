using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Portal.Infrastructure.Tenancy.Export;

/// <summary>Reads a table's file line by line, holding one line at a time, and compares it at its end with what the manifest says of it.</summary>
internal sealed class ArchiveLines(ArchiveContainer container, ArchiveTableFile file)
{
    private const int PieceBytes = 64 * 1024;

    /// <summary>A line is valid until the next one is asked for.</summary>
    /// <exception cref="ArchiveRefusedException">The file is not what the manifest says.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = ArchiveLayout.Table(file.Table);
        await using var content = container.Read(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, begin, end) = (new byte[PieceBytes], 0, 0);
        var (bytes, lines) = (0L, 0L);
        while (true)
        {
            var feed = buffer.AsSpan(begin, end - begin).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                lines++;
                yield return buffer.AsMemory(begin, feed);
                begin += feed + 1;
                continue;
            }

            (buffer, begin, end) = Room(buffer, begin, end, path, lines);
            var read = await ReadAsync(content, buffer.AsMemory(end), path, cancellationToken);
            if (read == 0)
            {
                break;
            }

            hash.AppendData(buffer, end, read);
            end += read;
            bytes += read;
            if (bytes > file.Bytes)
            {
                throw new ArchiveRefusedException("size", $"{path} is longer than the {file.Bytes} bytes that the manifest gives it.");
            }
        }

        if (begin != end || bytes != file.Bytes || lines != file.Rows || Convert.ToHexStringLower(hash.GetHashAndReset()) != file.Sha256)
        {
            throw new ArchiveRefusedException("checksum", $"{path} is not what the manifest says: {file.Rows} rows in {file.Bytes} bytes with the SHA-256 {file.Sha256}. Transfer the archive again.");
        }
    }

    private static async ValueTask<int> ReadAsync(Stream content, Memory<byte> into, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await content.ReadAsync(into, cancellationToken);
        }
        catch (InvalidDataException)
        {
            throw ArchiveContainer.Damaged(path);
        }
    }

    // What is left of a line moves to the front; a longer line gets a larger buffer.
    private static (byte[] Buffer, int Begin, int End) Room(byte[] buffer, int begin, int end, string path, long lines)
    {
        var target = buffer;
        if (end - begin > buffer.Length / 2)
        {
            target = buffer.Length < ArchiveLimits.LineBytes
                ? new byte[buffer.Length * 2]
                : throw new ArchiveRefusedException("size", $"{path}, line {lines + 1}, has more than {ArchiveLimits.LineBytes / 2} bytes.");
        }

        buffer.AsSpan(begin, end - begin).CopyTo(target);
        return (target, 0, end - begin);
    }
}
