using System.Buffers;
using System.Globalization;
using System.Text;

namespace Portal.Domain.Audit;

/// <summary>Text as RFC 8785 writes it: the same value always has the same bytes. There are no numbers but integers here, so nothing else of it is needed.</summary>
public static class CanonicalJson
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(code => (char)code), '"', '\\']);

    /// <summary>A string, or <c>null</c>.</summary>
    public static StringBuilder Append(StringBuilder to, string? value)
    {
        ArgumentNullException.ThrowIfNull(to);
        if (value is null)
        {
            return to.Append("null");
        }

        to.Append('"');
        var rest = value.AsSpan();
        for (var at = rest.IndexOfAny(Escaped); at >= 0; at = rest.IndexOfAny(Escaped))
        {
            Escape(to.Append(rest[..at]), rest[at]);
            rest = rest[(at + 1)..];
        }

        to.Append(rest);
        return to.Append('"');
    }

    /// <summary>An object of strings, its members in the order of their UTF-16 code units.</summary>
    public static string Write(IReadOnlyDictionary<string, string> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        var to = new StringBuilder("{");
        foreach (var (name, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            Append(to.Length > 1 ? to.Append(',') : to, name).Append(':');
            Append(to, value);
        }

        return to.Append('}').ToString();
    }

    private static void Escape(StringBuilder to, char letter) => _ = letter switch
    {
        '"' => to.Append("\\\""),
        '\\' => to.Append("\\\\"),
        '\b' => to.Append("\\b"),
        '\t' => to.Append("\\t"),
        '\n' => to.Append("\\n"),
        '\f' => to.Append("\\f"),
        '\r' => to.Append("\\r"),
        _ => to.Append("\\u").Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture)),
    };
}
