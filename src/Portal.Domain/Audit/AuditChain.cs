using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Domain.Audit;

/// <summary>Links each record to the one before, so that an edit, a removal or a swap breaks every later link.</summary>
public static class AuditChain
{
    /// <summary>What the first record chains to.</summary>
    public static byte[] Origin => new byte[SHA256.HashSizeInBytes];

    /// <summary>
    /// SHA-256 over a domain separator, the previous hash and every field with its length in front: no two different records have the same bytes.
    /// </summary>
    public static byte[] Link(byte[] previous, params ReadOnlySpan<string> fields)
    {
        ArgumentNullException.ThrowIfNull(previous);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("portal.audit.v1\0"u8);
        hash.AppendData(previous);
        Span<byte> length = stackalloc byte[4];
        foreach (var field in fields)
        {
            var bytes = Encoding.UTF8.GetBytes(field);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }
}
