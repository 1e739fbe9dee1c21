using System.Buffers.Binary;

namespace Portal.Domain.Tenancy.Keys;

/// <summary>What a ciphertext begins with: format (1 byte), version of the data key (4, big-endian), nonce (12).</summary>
/// <param name="KeyVersion">Which of the tenant's data keys, from 1.</param>
public readonly record struct SealedHeader(int KeyVersion)
{
    /// <summary>AES-256-GCM with a tag of 128 bits behind the ciphertext.</summary>
    public const byte Format = 1;

    public const int NonceLength = 12;
    public const int TagLength = 16;
    public const int Length = 1 + 4 + NonceLength;

    /// <summary>What sealing adds to a plaintext, in bytes.</summary>
    public const int Overhead = Length + TagLength;

    /// <summary>Writes format and version; the nonce behind them is the caller's.</summary>
    public void Write(Span<byte> target)
    {
        target[0] = Format;
        BinaryPrimitives.WriteInt32BigEndian(target[1..], KeyVersion);
    }

    /// <summary>False for what no version of this product can have sealed.</summary>
    public static bool TryRead(ReadOnlySpan<byte> value, out SealedHeader header)
    {
        header = value.Length >= Overhead && value[0] == Format ? new(BinaryPrimitives.ReadInt32BigEndian(value[1..])) : default;
        return header.KeyVersion > 0;
    }
}
