using System.Security.Cryptography;
using Portal.Local.Output;
using Portal.Local.Processes;

namespace Portal.Local.Postgres;

/// <summary>A throw-away server for tests: fast, not durable, gone with its folder when disposed.</summary>
internal sealed class PrivatePostgres : IAsyncDisposable
{
    private readonly string _folder;
    private readonly ProcessLog _log;
    private readonly SupervisedProcess _process;

    private PrivatePostgres(string folder, ProcessLog log, SupervisedProcess process, DatabaseAccess access)
    {
        _folder = folder;
        _log = log;
        _process = process;
        Access = access;
    }

    public DatabaseAccess Access { get; }

    public static async Task<PrivatePostgres> StartAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("portal-postgres-").FullName;
        var runAs = UnprivilegedUser.WhenRoot();
        OpenToUsers(folder);
        var log = new ProcessLog("postgres", Path.Combine(folder, "postgres.log"), terminal: null);
        var cluster = new PostgresCluster(
            PostgresBinaries.Find(),
            await ClusterFolder.PrepareAsync(folder, runAs, log.Line, cancellationToken),
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            runAs)
        {
            Durable = false,
        };
        await cluster.CreateIfMissingAsync(log.Line, cancellationToken);
        var process = new SupervisedProcess(cluster.Plan(), log, Terminal.Standard, _ => { });
        await process.StartAsync(cancellationToken);
        return new PrivatePostgres(folder, log, process, new DatabaseAccess(cluster.ConnectionString));
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _log.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static void OpenToUsers(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
        }
    }
}
