using System.Globalization;
using System.Text;

namespace Portal.Local.Kubernetes.Cel;

/// <summary>String and bytes literals: quoted once or three times, raw with <c>r</c>, bytes with <c>b</c>.</summary>
internal static class CelText
{
    /// <summary>The letters before the quote, when a string begins here.</summary>
    public static string? Prefix(string text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < 2 && "rRbB".Contains(text[end], StringComparison.Ordinal))
        {
            end++;
        }

        return end < text.Length && text[end] is '"' or '\'' ? text[at..end].ToLowerInvariant() : null;
    }

    public static (object Value, int End) Read(string text, int at, string prefix)
    {
        var start = at;
        at += prefix.Length;
        var quote = text[at].ToString();
        var triple = string.Concat(quote, quote, quote);
        if (string.CompareOrdinal(text, at, triple, 0, 3) == 0)
        {
            quote = triple;
        }

        at += quote.Length;
        var isRaw = prefix.Contains('r', StringComparison.Ordinal);
        var isBytes = prefix.Contains('b', StringComparison.Ordinal);
        var value = new StringBuilder();
        while (string.CompareOrdinal(text, at, quote, 0, quote.Length) != 0)
        {
            if (at >= text.Length || (quote.Length == 1 && text[at] == '\n'))
            {
                throw new CelException($"Syntax error: token recognition error at: '{text[start..at]}'", start);
            }

            if (text[at] == '\\' && !isRaw && at + 1 < text.Length)
            {
                at = Escape(text, at + 1, value);
            }
            else
            {
                value.Append(text[at]);
                at++;
            }
        }

        var read = value.ToString();
        return (isBytes ? Encoding.UTF8.GetBytes(read) : read, at + quote.Length);
    }

    private static int Escape(string text, int at, StringBuilder value)
    {
        const string Letters = "abfnrtv\\?\"'`";
        const string Meanings = "\a\b\f\n\r\t\v\\?\"'`";
        var letter = Letters.IndexOf(text[at], StringComparison.Ordinal);
        if (letter >= 0)
        {
            value.Append(Meanings[letter]);
            return at + 1;
        }

        var (digits, style) = text[at] switch
        {
            'x' or 'X' => (2, NumberStyles.AllowHexSpecifier),
            'u' => (4, NumberStyles.AllowHexSpecifier),
            'U' => (8, NumberStyles.AllowHexSpecifier),
            >= '0' and <= '3' => (3, NumberStyles.None),
            _ => throw new CelException($"Syntax error: unable to unescape '\\{text[at]}'", at),
        };
        var first = style == NumberStyles.None ? at : at + 1;
        var code = first + digits <= text.Length ? text.AsSpan(first, digits) : [];
        var number = style == NumberStyles.None ? Octal(code) : uint.TryParse(code, style, CultureInfo.InvariantCulture, out var hex) ? hex : uint.MaxValue;
        if (!Rune.IsValid(number))
        {
            throw new CelException("Syntax error: unable to unescape a character", at);
        }

        value.Append(new Rune(number).ToString());
        return first + digits;
    }

    private static uint Octal(ReadOnlySpan<char> digits)
    {
        uint number = 0;
        foreach (var digit in digits)
        {
            number = digit is >= '0' and <= '7' ? (number * 8) + (uint)(digit - '0') : uint.MaxValue / 16;
        }

        return digits.Length == 3 ? number : uint.MaxValue;
    }
}
