using System.Buffers.Binary;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary>
/// How a part is written: a header, then chunks of AES-256-GCM, each of <see cref="ChunkBytes"/> of content but the last, which may be shorter. A chunk's nonce
/// is its number and whether it is the last (the STREAM construction, as age has it), so a chunk that is missing, moved, repeated or added does not open.
/// </summary>
internal static class PartFormat
{
    public const int ChunkBytes = 64 * 1024;
    public const int TagBytes = 16;
    public const int NonceBytes = 12;

    public static ReadOnlySpan<byte> Header => "PORTALB1"u8;

    public static void Nonce(Span<byte> nonce, long chunk, bool isLast)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce[3..11], chunk);
        nonce[11] = isLast ? (byte)1 : (byte)0;
    }
}
