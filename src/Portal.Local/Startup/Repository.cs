namespace Portal.Local.Startup;

/// <summary>Where the build put what we start: beside ourselves under <c>artifacts/bin</c>, in the same configuration.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string SamplePlugins => Path.Combine(Root, "samples", "plugins");

    public static string Program(string project)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var path = Path.Combine(Root, "artifacts", "bin", project, configuration, project + ".dll");
        return File.Exists(path) ? path : throw new LocalFailure($"{path} is missing: run dotnet build -c Release src/Portal.Local");
    }

    private static string FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Portal.sln")))
            {
                return folder.FullName;
            }
        }

        throw new LocalFailure($"{start} is not inside a clone of Portal");
    }
}
