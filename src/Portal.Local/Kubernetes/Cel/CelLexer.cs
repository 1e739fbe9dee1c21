using System.Globalization;

namespace Portal.Local.Kubernetes.Cel;

/// <summary>Splits an expression into words (CEL's definition, "Lexis").</summary>
internal sealed class CelLexer(string text)
{
    private static readonly string[] LongSigns = ["&&", "||", "==", "!=", "<=", ">="];
    private int _at;

    public static IReadOnlyList<CelToken> Words(string text)
    {
        var lexer = new CelLexer(text);
        var words = new List<CelToken>();
        do
        {
            words.Add(lexer.Next());
        }
        while (words[^1].Kind != CelTokenKind.End);
        return words;
    }

    private CelToken Next()
    {
        SkipSpace();
        var start = _at;
        if (_at >= text.Length)
        {
            return new CelToken(CelTokenKind.End, start, "<EOF>");
        }

        var next = text[_at];
        if (CelText.Prefix(text, _at) is { } prefix)
        {
            (var value, _at) = CelText.Read(text, _at, prefix);
            return new CelToken(CelTokenKind.Literal, start, "", value);
        }

        if (char.IsAsciiDigit(next) || (next == '.' && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1])))
        {
            return Number(start);
        }

        if (char.IsAsciiLetter(next) || next == '_')
        {
            var name = Take(c => char.IsAsciiLetterOrDigit(c) || c == '_');
            return name switch
            {
                "true" => new CelToken(CelTokenKind.Literal, start, "", true),
                "false" => new CelToken(CelTokenKind.Literal, start, "", false),
                "null" => new CelToken(CelTokenKind.Literal, start, ""),
                _ => new CelToken(CelTokenKind.Name, start, name),
            };
        }

        var sign = Array.Find(LongSigns, one => string.CompareOrdinal(text, start, one, 0, 2) == 0) ?? next.ToString();
        if (sign.Length == 1 && !"+-*/%!<>?:.,()[]{}".Contains(next, StringComparison.Ordinal))
        {
            throw new CelException($"Syntax error: token recognition error at: '{next}'", start);
        }

        _at += sign.Length;
        return new CelToken(CelTokenKind.Sign, start, sign);
    }

    private CelToken Number(int start)
    {
        if (text[_at] == '0' && _at + 1 < text.Length && text[_at + 1] is 'x' or 'X')
        {
            _at += 2;
            var digits = Take(char.IsAsciiHexDigit);
            return Whole(start, digits, NumberStyles.AllowHexSpecifier);
        }

        var whole = Take(char.IsAsciiDigit);
        var isReal = false;
        if (_at + 1 < text.Length && text[_at] == '.' && char.IsAsciiDigit(text[_at + 1]))
        {
            isReal = true;
            _at++;
            Take(char.IsAsciiDigit);
        }

        if (_at < text.Length && text[_at] is 'e' or 'E')
        {
            isReal = true;
            _at++;
            _at += _at < text.Length && text[_at] is '+' or '-' ? 1 : 0;
            Take(char.IsAsciiDigit);
        }

        return !isReal
            ? Whole(start, whole, NumberStyles.None)
            : double.TryParse(text[start.._at], CultureInfo.InvariantCulture, out var real)
                ? new CelToken(CelTokenKind.Literal, start, "", real)
                : throw new CelException("invalid double literal", start);
    }

    /// <summary>Whole numbers may be as large as an unsigned one: whether a sign or a suffix makes it fit is seen later.</summary>
    private CelToken Whole(int start, string digits, NumberStyles style)
    {
        if (!ulong.TryParse(digits, style, CultureInfo.InvariantCulture, out var number))
        {
            throw new CelException("invalid int literal", start);
        }

        if (_at < text.Length && text[_at] is 'u' or 'U')
        {
            _at++;
            return new CelToken(CelTokenKind.Literal, start, "", number);
        }

        return number <= long.MaxValue
            ? new CelToken(CelTokenKind.Literal, start, "", (long)number)
            : number == 1UL + long.MaxValue
                ? new CelToken(CelTokenKind.Literal, start, "", new System.Numerics.BigInteger(number))
                : throw new CelException("invalid int literal", start);
    }

    private string Take(Func<char, bool> fits)
    {
        var start = _at;
        while (_at < text.Length && fits(text[_at]))
        {
            _at++;
        }

        return text[start.._at];
    }

    private void SkipSpace()
    {
        while (_at < text.Length)
        {
            if (char.IsWhiteSpace(text[_at]))
            {
                _at++;
            }
            else if (string.CompareOrdinal(text, _at, "//", 0, 2) == 0)
            {
                Take(c => c != '\n');
            }
            else
            {
                return;
            }
        }
    }
}
