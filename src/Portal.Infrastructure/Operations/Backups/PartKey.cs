using System.Security.Cryptography;
using System.Text;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary>
/// Keys that follow from a backup's content key (HKDF-SHA256, RFC 5869). Each part has one of its own, bound to the backup's name and the part's, so that
/// a part of another backup, or another part of this one, does not open in its place; and so that counters may begin at 0 in each.
/// </summary>
internal static class PartKey
{
    public const int Bytes = 32;

    public static byte[] Of(byte[] contentKey, string backup, string part) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, contentKey, Bytes, info: Encoding.UTF8.GetBytes($"portal backup 1\n{backup}\n{part}"));
}
