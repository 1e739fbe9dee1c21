using System.Globalization;
using Portal.Local.Processes;

namespace Portal.Local.Postgres;

/// <summary>The folder with <c>initdb</c> and <c>postgres</c>: on the PATH, or where Debian keeps them off it.</summary>
internal sealed record PostgresBinaries(string Folder)
{
    private const string Debian = "/usr/lib/postgresql";

    public string InitDb => Path.Combine(Folder, "initdb");

    public string Server => Path.Combine(Folder, "postgres");

    public static PostgresBinaries Find() =>
        SystemTools.SearchPath.Concat(DebianFolders()).Select(folder => new PostgresBinaries(folder)).FirstOrDefault(found => found.Exist)
        ?? throw new LocalFailure("PostgreSQL's server is not installed: apt install postgresql, or set PORTAL_DATABASE to a server's connection string");

    private bool Exist => File.Exists(InitDb) && File.Exists(Server);

    // Newest first: the folder names are major versions.
    private static IEnumerable<string> DebianFolders() =>
        !Directory.Exists(Debian)
            ? []
            : Directory
                .EnumerateDirectories(Debian)
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var major) ? major : 0)
                .Select(folder => Path.Combine(folder, "bin"));
}
