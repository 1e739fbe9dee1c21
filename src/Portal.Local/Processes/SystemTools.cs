namespace Portal.Local.Processes;

/// <summary>Programs of the machine, by full path; null when it has none.</summary>
internal static class SystemTools
{
    // First, because the others are found along it. The sbin folders are missing from an ordinary user's PATH on Debian.
    public static IReadOnlyList<string> SearchPath { get; } =
    [
        .. (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/bin", "/bin", "/usr/sbin", "/sbin"])
            .Distinct(),
    ];

    public static string? SetPrivileges { get; } = Find("setpriv");

    public static string? SetSession { get; } = Find("setsid");

    /// <summary>The dotnet host that runs us, or the one a shell would find.</summary>
    public static string Dotnet { get; } = FindDotnet();

    public static string? Find(string name) => SearchPath.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static string FindDotnet()
    {
        var self = Environment.ProcessPath;
        if (self is not null && Path.GetFileName(self) == "dotnet")
        {
            return self;
        }

        return Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? Find("dotnet") ?? "dotnet";
    }
}
