using System.Text;

namespace Portal.Domain.Audit;

/// <summary>A text with its signatures in one (C2SP signed-note): the text, an empty line, and a line for each signature.</summary>
/// <param name="Text">What is signed; ends with a newline.</param>
/// <param name="Signatures">Who signed, with which key's id, and the signature.</param>
public sealed record SignedNote(string Text, IReadOnlyList<(string Name, byte[] KeyId, byte[] Signature)> Signatures)
{
    private const string Dash = "— ";

    public static string Write(string text, NoteKey key, byte[] signature)
    {
        ArgumentNullException.ThrowIfNull(key);
        return $"{text}\n{Dash}{key.Name} {Convert.ToBase64String([.. key.Id, .. signature])}\n";
    }

    /// <returns>Null for what is no note.</returns>
    public static SignedNote? Parse(string? note)
    {
        var end = note?.LastIndexOf("\n\n" + Dash, StringComparison.Ordinal) ?? -1;
        if (end < 0 || !note!.EndsWith('\n'))
        {
            return null;
        }

        var signatures = new List<(string, byte[], byte[])>();
        foreach (var line in note[(end + 2)..^1].Split('\n'))
        {
            var parts = line.Split(' ');
            var bytes = new byte[68];
            if (parts.Length != 3 || parts[0] != "—" || !Convert.TryFromBase64String(parts[2], bytes, out var length) || length != bytes.Length)
            {
                return null;
            }

            signatures.Add((parts[1], bytes[..4], bytes[4..]));
        }

        return new(note[..(end + 1)], signatures);
    }

    /// <summary>The key of these that it is signed with; null when none fits.</summary>
    public NoteKey? SignedBy(IEnumerable<NoteKey> keys, ISignatureVerifier verifier)
    {
        ArgumentNullException.ThrowIfNull(verifier);
        var text = Encoding.UTF8.GetBytes(Text);
        return keys.FirstOrDefault(key => Signatures.Any(found =>
            found.Name == key.Name && found.KeyId.AsSpan().SequenceEqual(key.Id) && verifier.Verify(key.PublicKey, text, found.Signature)));
    }
}
