using System.Security.Cryptography;
using System.Text;

namespace Portal.Domain.Audit;

/// <summary>
/// What a record says of a person. The log's leaf holds only the commitment, SHA-256(salt ‖ UTF-8 of the value): with the salt anybody can check the value,
/// and once both are erased nobody can find it again, while the leaf stays the same.
/// </summary>
/// <param name="Value">Null once it is erased.</param>
/// <param name="Seal">The salt of 16 bytes; once the value is erased, the commitment of 32.</param>
public sealed record SealedText(string? Value, byte[] Seal)
{
    /// <summary>Bytes of a salt.</summary>
    public const int SaltSize = 16;

    public string Commitment => Convert.ToHexStringLower(Value is null ? Seal : Commit(Seal, Value));

    public static byte[] Commit(ReadOnlySpan<byte> salt, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var both = new byte[salt.Length + Encoding.UTF8.GetByteCount(value)];
        salt.CopyTo(both);
        Encoding.UTF8.GetBytes(value, both.AsSpan(salt.Length));
        return SHA256.HashData(both);
    }
}
