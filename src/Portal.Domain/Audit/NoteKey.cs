using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Domain.Audit;

/// <summary>A public key that notes are signed with, as C2SP's signed-note names it; its text is <c>name+id+key</c>.</summary>
/// <param name="Name">Whose: no spaces and no plus sign.</param>
/// <param name="PublicKey">32 bytes.</param>
public sealed record NoteKey(string Name, byte[] PublicKey)
{
    private const byte Ed25519 = 1;

    /// <summary>The first four bytes of SHA-256(name ‖ newline ‖ algorithm ‖ key), which stand before each signature.</summary>
    public byte[] Id => SHA256.HashData([.. Encoding.UTF8.GetBytes(Name), (byte)'\n', Ed25519, .. PublicKey])[..4];

    public static NoteKey? Parse(string? text)
    {
        var parts = (text ?? "").Trim().Split('+', 3);
        var key = new byte[33];
        if (parts.Length < 3 || parts[0].Length == 0 || parts[0].Any(char.IsWhiteSpace)
            || !uint.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _)
            || !Convert.TryFromBase64String(parts[2], key, out var length) || length != key.Length || key[0] != Ed25519)
        {
            return null;
        }

        var found = new NoteKey(parts[0], key[1..]);
        return Convert.ToHexStringLower(found.Id) == parts[1] ? found : null;
    }

    public override string ToString() => $"{Name}+{Convert.ToHexStringLower(Id)}+{Convert.ToBase64String([Ed25519, .. PublicKey])}";
}
