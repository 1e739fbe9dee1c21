using System.Collections.Frozen;

namespace Portal.Domain.Tenancy;

/// <summary>The name of a tenant in host names: 3 to 40 of a-z, 0-9 and hyphens, beginning with a letter (RFC 1035 label, stricter).</summary>
public readonly record struct Slug
{
    private static readonly FrozenSet<string> Reserved = new[]
    {
        "admin", "api", "app", "assets", "auth", "billing", "cdn", "dashboard", "docs", "health", "help", "internal", "localhost", "login", "mail",
        "marketplace", "openapi", "operator", "platform", "portal", "root", "signin", "sign-in", "signup", "sign-up", "static", "status", "stripe",
        "support", "system", "webhooks", "www",
    }.ToFrozenSet(StringComparer.Ordinal);

    private Slug(string value) => Value = value;

    public string Value { get; }

    /// <summary>Reads a slug as it stands; upper case and look-alike letters are refused rather than folded, so that nobody is mistaken for another.</summary>
    public static Result<Slug> Parse(string? text, string pointer = "/slug")
    {
        if (string.IsNullOrEmpty(text))
        {
            return Refuse(pointer, text, "A slug is required: 3 to 40 of a-z, 0-9 and hyphens, beginning with a letter.");
        }

        if (text.Length is < 3 or > 40 || text[0] is < 'a' or > 'z' || text[^1] == '-' || text.Contains("--", StringComparison.Ordinal)
            || text.Any(c => c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')))
        {
            return Refuse(pointer, text, $"\"{FieldText.Excerpt(text)}\" is not a slug; use 3 to 40 of a-z, 0-9 and single hyphens, beginning with a letter.");
        }

        return Reserved.Contains(text) ? Refuse(pointer, text, $"\"{text}\" is reserved; choose another slug.") : new Slug(text);
    }

    public override string ToString() => Value;

    private static InvalidFields Refuse(string pointer, string? text, string message) => new([new(pointer, FieldText.Excerpt(text), message)]);
}
