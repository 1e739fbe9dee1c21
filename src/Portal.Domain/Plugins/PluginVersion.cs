using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Domain.Plugins;

/// <summary>A version by Semantic Versioning 2.0.0. Equality is of the text; order is of precedence, which ignores build metadata (section 10).</summary>
public sealed partial record PluginVersion : IComparable<PluginVersion>
{
    private readonly string _text;

    private PluginVersion(string text, int major, int minor, int patch, string prerelease, string build)
    {
        (_text, Major, Minor, Patch, Prerelease, Build) = (text, major, minor, patch, prerelease, build);
    }

    public int Major { get; }

    public int Minor { get; }

    public int Patch { get; }

    /// <summary>Without the hyphen; empty for a release.</summary>
    public string Prerelease { get; }

    /// <summary>Without the plus; usually empty.</summary>
    public string Build { get; }

    public static bool operator <(PluginVersion left, PluginVersion right) => Compare(left, right) < 0;

    public static bool operator >(PluginVersion left, PluginVersion right) => Compare(left, right) > 0;

    public static bool operator <=(PluginVersion left, PluginVersion right) => Compare(left, right) <= 0;

    public static bool operator >=(PluginVersion left, PluginVersion right) => Compare(left, right) >= 0;

    public static PluginVersion Parse(string text) =>
        TryParse(text, out var version) ? version! : throw new FormatException($"'{FieldText.Excerpt(text)}' is not a semantic version.");

    public static bool TryParse(string? text, out PluginVersion? version)
    {
        version = null;
        var match = text is { Length: <= 100 } ? Pattern.Match(text) : Match.Empty;
        if (!match.Success || !Number(match, "major", out var major) || !Number(match, "minor", out var minor) || !Number(match, "patch", out var patch))
        {
            return false;
        }

        version = new PluginVersion(text!, major, minor, patch, match.Groups["pre"].Value, match.Groups["build"].Value);
        return true;
    }

    public int CompareTo(PluginVersion? other)
    {
        if (other is null)
        {
            return 1;
        }

        var numbers = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        return numbers != 0 ? numbers : ComparePrerelease(Prerelease, other.Prerelease);
    }

    public override string ToString() => _text;

    private static int Compare(PluginVersion left, PluginVersion right) => Comparer<PluginVersion>.Default.Compare(left, right);

    private static bool Number(Match match, string group, out int value) =>
        int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    // Section 11: a prerelease precedes its release; identifiers compare one by one, numbers below words; more identifiers win.
    private static int ComparePrerelease(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            return right.Length.CompareTo(left.Length);
        }

        var (lefts, rights) = (left.Split('.'), right.Split('.'));
        return lefts.Zip(rights, CompareIdentifier).FirstOrDefault(order => order != 0, lefts.Length.CompareTo(rights.Length));
    }

    private static int CompareIdentifier(string left, string right) => (left.All(char.IsAsciiDigit), right.All(char.IsAsciiDigit)) switch
    {
        // Without leading zeros a longer number is the greater one, whatever its size.
        (true, true) when left.Length != right.Length => left.Length.CompareTo(right.Length),
        (true, false) => -1,
        (false, true) => 1,
        _ => string.CompareOrdinal(left, right),
    };

    // The expression that semver.org suggests, with a cap on digits.
    [GeneratedRegex(
        @"\A(?<major>0|[1-9][0-9]{0,8})\.(?<minor>0|[1-9][0-9]{0,8})\.(?<patch>0|[1-9][0-9]{0,8})"
        + @"(?:-(?<pre>(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*))?"
        + @"(?:\+(?<build>[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern { get; }
}
