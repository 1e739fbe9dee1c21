using System.Security.Cryptography;
using System.Text;
using Portal.Local.Processes;

namespace Portal.Local.Postgres;

/// <summary>
/// Where the cluster's files go: into the data folder, unless we are root and the database's user cannot walk there
/// (such as below /root); then below /var/lib/portal-local.
/// </summary>
internal static class ClusterFolder
{
    private const string Elsewhere = "/var/lib/portal-local";

    public static async Task<string> PrepareAsync(string dataFolder, UnprivilegedUser? runAs, Action<string> log, CancellationToken cancellationToken)
    {
        var inside = Path.Combine(dataFolder, "postgres");
        if (runAs is null)
        {
            Directory.CreateDirectory(inside);
            return inside;
        }

        if (await CanUseAsync(Own(inside, runAs), runAs, cancellationToken))
        {
            return inside;
        }

        Directory.Delete(inside);
        var outside = Outside(dataFolder);
        log($"the user {runAs.Name} cannot reach {dataFolder}: the database is in {outside}");
        Directory.CreateDirectory(Elsewhere);
        return await CanUseAsync(Own(outside, runAs), runAs, cancellationToken)
            ? outside
            : throw new LocalFailure($"the user {runAs.Name}, who runs the database, reaches neither {inside} nor {outside}: choose another folder with --data");
    }

    public static string Outside(string dataFolder) =>
        Path.Combine(Elsewhere, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(dataFolder))))[..16]);

    private static string Own(string folder, UnprivilegedUser owner)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Posix.ChangeOwner(folder, owner);
        return folder;
    }

    private static async Task<bool> CanUseAsync(string folder, UnprivilegedUser user, CancellationToken cancellationToken)
    {
        var test = new ProcessCommand(SystemTools.Find("test") ?? "/usr/bin/test", "-w", folder) { RunAs = user, WorkingDirectory = "/" };
        return await OneShot.ExitCodeAsync(test, _ => { }, cancellationToken) == 0;
    }
}
