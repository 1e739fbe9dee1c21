namespace Portal.Tests.Layout;

/// <summary>The pages as text.</summary>
internal static class PageSources
{
    public static string Folder { get; } = Path.Combine(RepositoryFolder.Find(), "src", "Portal");

    public static IEnumerable<string> Files(string pattern) => Directory.EnumerateFiles(Folder, pattern, SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
}
