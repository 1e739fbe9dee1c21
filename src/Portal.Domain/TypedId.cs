using System.Globalization;

namespace Portal.Domain;

/// <summary>
/// How an identifier is written where people and programs see it: a prefix that names its kind, then the UUID (RFC 9562, version 7) as 32 hex digits.
/// </summary>
public static class TypedId
{
    /// <summary>E.g. <c>ins_0197a2…</c>.</summary>
    public static string Format(string prefix, Guid value) => string.Create(CultureInfo.InvariantCulture, $"{prefix}_{value:N}");

    /// <summary>Reads what <see cref="Format"/> wrote; anything else, and the id of zeros, is refused.</summary>
    public static bool TryParse(string prefix, string? text, out Guid value)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        value = default;
        return text is not null
            && text.Length == prefix.Length + 33
            && text.StartsWith(prefix, StringComparison.Ordinal)
            && text[prefix.Length] == '_'
            && Guid.TryParseExact(text.AsSpan(prefix.Length + 1), "N", out value)
            // Nothing has the id of zeros, and a unit of work without a tenant is refused as a fault of ours.
            && value != Guid.Empty;
    }
}
