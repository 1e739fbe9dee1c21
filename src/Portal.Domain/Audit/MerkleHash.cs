using System.Security.Cryptography;

namespace Portal.Domain.Audit;

/// <summary>The hashes of a Merkle tree (RFC 6962, section 2.1). A leaf and a node begin with different bytes, so neither can pass for the other.</summary>
public static class MerkleHash
{
    /// <summary>Bytes of every hash.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>The root of a tree without leaves.</summary>
    public static byte[] Empty => SHA256.HashData([]);

    public static byte[] Leaf(ReadOnlySpan<byte> data)
    {
        if (data.Length < 4096)
        {
            Span<byte> prefixed = stackalloc byte[data.Length + 1];
            prefixed[0] = 0;
            data.CopyTo(prefixed[1..]);
            return SHA256.HashData(prefixed);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0]);
        hash.AppendData(data);
        return hash.GetHashAndReset();
    }

    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> both = stackalloc byte[(2 * Size) + 1];
        both[0] = 1;
        left.CopyTo(both[1..]);
        right.CopyTo(both[(Size + 1)..]);
        return SHA256.HashData(both);
    }
}
