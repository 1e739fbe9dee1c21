using System.Globalization;
using System.Text;

namespace Portal.Domain.Audit;

/// <summary>Text as RFC 8785 writes it: the same value always has the same bytes. There are no numbers but integers here, so nothing else of it is needed.</summary>
public static class CanonicalJson
{
    /// <summary>A string, or <c>null</c>.</summary>
    public static StringBuilder Append(StringBuilder to, string? value)
    {
        ArgumentNullException.ThrowIfNull(to);
        if (value is null)
        {
            return to.Append("null");
        }

        to.Append('"');
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '"' => to.Append("\\\""),
                '\\' => to.Append("\\\\"),
                '\b' => to.Append("\\b"),
                '\t' => to.Append("\\t"),
                '\n' => to.Append("\\n"),
                '\f' => to.Append("\\f"),
                '\r' => to.Append("\\r"),
                < ' ' => to.Append("\\u").Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture)),
                _ => to.Append(letter),
            };
        }

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
}
