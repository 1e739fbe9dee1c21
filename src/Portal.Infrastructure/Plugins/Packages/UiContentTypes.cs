using System.Collections.Frozen;

namespace Portal.Infrastructure.Plugins.Packages;

/// <summary>The kinds of files that a plugin's pages consist of: the only ones a package may hold and the only ones we serve.</summary>
public static class UiContentTypes
{
    private static readonly FrozenDictionary<string, string> ByExtension = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".json"] = "application/json",
        [".txt"] = "text/plain; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".webp"] = "image/webp",
        [".ico"] = "image/x-icon",
        [".woff2"] = "font/woff2",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <returns>Null for a kind of file that is not served.</returns>
    public static string? Of(string path) => ByExtension.GetValueOrDefault(Path.GetExtension(path));
}
