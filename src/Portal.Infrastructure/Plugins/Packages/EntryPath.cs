using System.Text.RegularExpressions;

namespace Portal.Infrastructure.Plugins.Packages;

/// <summary>
/// Which names an entry may have. A list of what is allowed rather than of what is dangerous: traversal, absolute and drive paths,
/// percent escapes, invisible or look-alike letters and streams all use characters that are not on it.
/// </summary>
internal static partial class EntryPath
{
    public const string Manifest = "plugin.yaml";
    public const string Readme = "README.md";
    public const string UiFolder = "ui/";

    private const int Longest = 200;
    private const int Deepest = 10;

    /// <returns>What is wrong with the path; null when nothing is.</returns>
    public static string? Fault(string path)
    {
        var segments = path.TrimEnd('/').Split('/');
        if (path.Length > Longest || segments.Length > Deepest)
        {
            return $"has a path of more than {Longest} characters or {Deepest} levels";
        }

        if (!segments.All(Segment.IsMatch) || path.EndsWith("//", StringComparison.Ordinal))
        {
            return "has a name with other characters than letters, digits, '_', '-' and inner '.'";
        }

        if (segments.Any(Device.IsMatch))
        {
            return "has the name of a device on Windows";
        }

        var isManifest = Path.GetFileNameWithoutExtension(path).Equals("plugin", StringComparison.OrdinalIgnoreCase)
            && Path.GetExtension(path).ToUpperInvariant() is ".YAML" or ".YML";
        if (isManifest && path != Manifest)
        {
            return $"is a second or misspelled manifest; the only one is '{Manifest}'";
        }

        return path is Manifest or Readme || path.StartsWith(UiFolder, StringComparison.Ordinal)
            ? null
            : $"is outside '{UiFolder}' and neither '{Manifest}' nor '{Readme}'";
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Segment { get; }

    [GeneratedRegex(@"\A(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Device { get; }
}
