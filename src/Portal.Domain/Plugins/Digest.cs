using System.Text.RegularExpressions;

namespace Portal.Domain.Plugins;

/// <summary>Names bytes by their SHA-256, as container registries write it: <c>sha256:</c> and 64 lower-case hex digits.</summary>
public readonly partial record struct Digest
{
    private Digest(string value) => Value = value;

    public string Value { get; }

    /// <summary>Enough to tell two apart on a page: the first twelve hex digits.</summary>
    public string Abbreviated => Value["sha256:".Length..][..12];

    public static Digest OfSha256(ReadOnlySpan<byte> hash) => hash.Length == 32
        ? new Digest($"sha256:{Convert.ToHexStringLower(hash)}")
        : throw new ArgumentException("A SHA-256 has 32 bytes.", nameof(hash));

    public static Digest Parse(string text) =>
        TryParse(text, out var digest) ? digest : throw new FormatException($"'{FieldText.Excerpt(text)}' is not a digest.");

    public static bool TryParse(string? text, out Digest digest)
    {
        var valid = text is not null && Pattern.IsMatch(text);
        digest = valid ? new Digest(text!) : default;
        return valid;
    }

    public override string ToString() => Value;

    [GeneratedRegex(@"\Asha256:[0-9a-f]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern { get; }
}
