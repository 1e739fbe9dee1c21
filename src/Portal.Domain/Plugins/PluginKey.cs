using System.Text.RegularExpressions;

namespace Portal.Domain.Plugins;

/// <summary>
/// A plugin's name for machines, e.g. <c>ci-status</c>: in URLs, in the registry, and the name of its Kubernetes objects. Fifty
/// characters leave room for a suffix within a DNS label (RFC 1123).
/// </summary>
public readonly partial record struct PluginKey
{
    public const int Longest = 50;

    private PluginKey(string value) => Value = value;

    public string Value { get; }

    public static PluginKey Parse(string text) =>
        TryParse(text, out var key) ? key : throw new FormatException($"'{FieldText.Excerpt(text)}' is not a plugin key.");

    public static bool TryParse(string? text, out PluginKey key)
    {
        var valid = text is not null && text.Length <= Longest && Pattern.IsMatch(text);
        key = valid ? new PluginKey(text!) : default;
        return valid;
    }

    public override string ToString() => Value;

    [GeneratedRegex(@"\A[a-z][a-z0-9]*(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern { get; }
}
