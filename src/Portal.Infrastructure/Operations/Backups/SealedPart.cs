using System.Security.Cryptography;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary>Decrypts a part chunk by chunk; a chunk is handed on only after its tag was found right.</summary>
internal static class SealedPart
{
    /// <param name="source">The file, from its beginning.</param>
    /// <param name="name">For refusals.</param>
    /// <param name="key">Of this part.</param>
    /// <param name="take">Gets the content, piece by piece; the memory is used again.</param>
    /// <param name="cancellationToken">Stops between two chunks.</param>
    /// <returns>SHA-256 of the file.</returns>
    /// <exception cref="BackupRefusedException">It is not, byte for byte, what was written.</exception>
    public static async Task<byte[]> ReadAsync(
        Stream source, string name, byte[] key, Func<ReadOnlyMemory<byte>, CancellationToken, Task> take, CancellationToken cancellationToken)
    {
        using var cipher = new AesGcm(key, PartFormat.TagBytes);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var header = new byte[PartFormat.Header.Length];
        if (await source.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellationToken) < header.Length || !PartFormat.Header.SequenceEqual(header))
        {
            throw new BackupRefusedException("damaged", $"{name} does not begin as a part of a backup does. Take another backup.");
        }

        hash.AppendData(header);
        var (current, next, content) = (new byte[PartFormat.ChunkBytes + PartFormat.TagBytes], new byte[PartFormat.ChunkBytes + PartFormat.TagBytes], new byte[PartFormat.ChunkBytes]);
        var length = await source.ReadAtLeastAsync(current, current.Length, throwOnEndOfStream: false, cancellationToken);
        for (var number = 0L; ; number++)
        {
            var following = length == current.Length ? await source.ReadAtLeastAsync(next, next.Length, throwOnEndOfStream: false, cancellationToken) : 0;
            Open(cipher, current.AsSpan(0, length), content, (number, IsLast: following == 0), name);
            hash.AppendData(current, 0, length);
            await take(content.AsMemory(0, length - PartFormat.TagBytes), cancellationToken);
            if (following == 0)
            {
                CryptographicOperations.ZeroMemory(content);
                return hash.GetHashAndReset();
            }

            (current, next, length) = (next, current, following);
        }
    }

    private static void Open(AesGcm cipher, ReadOnlySpan<byte> bytes, Span<byte> content, (long Number, bool IsLast) chunk, string name)
    {
        if (bytes.Length < PartFormat.TagBytes)
        {
            throw new BackupRefusedException("truncated", $"{name} is cut short in chunk {chunk.Number}. Take another backup.");
        }

        if (TryOpen(cipher, bytes, content, chunk.Number, chunk.IsLast))
        {
            return;
        }

        throw TryOpen(cipher, bytes, content, chunk.Number, !chunk.IsLast)
            ? chunk.IsLast
                ? new BackupRefusedException("truncated", $"{name} is cut short: it ends after chunk {chunk.Number}, which was not its last. Take another backup.")
                : new BackupRefusedException("damaged", $"{name} goes on after chunk {chunk.Number}, which was its last. Take another backup.")
            : new BackupRefusedException("damaged", $"{name} is damaged, or not where it was written: chunk {chunk.Number} of it does not open. Take another backup.");
    }

    private static bool TryOpen(AesGcm cipher, ReadOnlySpan<byte> bytes, Span<byte> content, long number, bool isLast)
    {
        Span<byte> nonce = stackalloc byte[PartFormat.NonceBytes];
        PartFormat.Nonce(nonce, number, isLast);
        var length = bytes.Length - PartFormat.TagBytes;
        try
        {
            cipher.Decrypt(nonce, bytes[..length], bytes[length..], content[..length]);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }
}
