using System.Text;

namespace Portal.Local.Kubernetes.Cel;

/// <summary>Names of properties as expressions write them ("Validation rules", escaping).</summary>
internal static class CelNames
{
    private static readonly (string Plain, string Escaped)[] Parts = [("__", "__underscores__"), (".", "__dot__"), ("-", "__dash__"), ("/", "__slash__")];

    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package", "namespace",
        "return",
    };

    /// <summary>The name in expressions; null when there is none because of a character that names cannot have.</summary>
    public static string? Escape(string name)
    {
        if (Reserved.Contains(name))
        {
            return $"__{name}__";
        }

        var escaped = new StringBuilder();
        for (var at = 0; at < name.Length;)
        {
            var part = Array.Find(Parts, part => string.CompareOrdinal(name, at, part.Plain, 0, part.Plain.Length) == 0);
            escaped.Append(part.Escaped ?? name[at].ToString());
            at += part.Plain?.Length ?? 1;
        }

        var result = escaped.ToString();
        return result.Length > 0 && !char.IsAsciiDigit(result[0]) && result.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? result : null;
    }

    public static string Unescape(string name)
    {
        if (name.Length > 4 && name.StartsWith("__", StringComparison.Ordinal) && name.EndsWith("__", StringComparison.Ordinal) && Reserved.Contains(name[2..^2]))
        {
            return name[2..^2];
        }

        return Parts.Reverse().Aggregate(name, (text, part) => text.Replace(part.Escaped, part.Plain, StringComparison.Ordinal));
    }
}
