using System.Globalization;

namespace Portal.Domain;

/// <summary>The rules that every free-text field shares.</summary>
public static class FieldText
{
    /// <summary>At most 80 characters of a value, without control characters: fit for an error text.</summary>
    public static string Excerpt(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return "";
        }

        var shown = value.Length <= 80 ? value : value[..79] + "…";
        return string.Concat(shown.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '·' : c));
    }

    /// <summary>Says what is wrong with a required line of text; null when nothing is.</summary>
    /// <param name="pointer">JSON Pointer of the field.</param>
    /// <param name="value">What was given.</param>
    /// <param name="what">The field in words, e.g. "A name".</param>
    /// <param name="longest">Greatest allowed length, in UTF-16 code units.</param>
    public static FieldError? Check(string pointer, string? value, string what, int longest)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return new(pointer, "", $"{what} is required.");
        }

        if (value.Length > longest)
        {
            return new(pointer, Excerpt(value), string.Create(CultureInfo.InvariantCulture, $"{what} has at most {longest} characters; this one has {value.Length}."));
        }

        return value.Any(c => char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format)
            ? new(pointer, Excerpt(value), $"{what} must not contain control or invisible characters.")
            : null;
    }
}
