using System.Diagnostics;
using System.Security.Cryptography;
using Npgsql;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Migrations;
using Portal.Local.Postgres;
using Portal.Local.Processes;

namespace Portal.Tests.Hosting;

/// <summary>A primary and a replica that has every acknowledged write, as two servers; the primary can be killed and the replica promoted.</summary>
internal sealed class StandbyPair : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-pair-").FullName;
    private readonly string _password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private readonly UnprivilegedUser? _runAs = UnprivilegedUser.WhenRoot();
    private readonly List<Process> _running = [];
    private readonly PostgresBinaries _binaries = PostgresBinaries.Find();
    private readonly PostgresCluster _primary;
    private readonly PostgresCluster _standby;

    public StandbyPair()
    {
        File.SetUnixFileMode(_folder, File.GetUnixFileMode(_folder) | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
        (_primary, _standby) = (Cluster("primary"), Cluster("standby"));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Both hosts, as a deployment would write them.</summary>
    public string App => Both(new DatabaseAccess(_primary.ConnectionString).App);

    public string Platform => Both(new DatabaseAccess(_primary.ConnectionString).Platform);

    public string Standby => _standby.ConnectionString;

    public async Task StartPrimaryAsync()
    {
        await ClusterFolder.PrepareAsync(Path.Combine(_folder, "primary"), _runAs, _ => { }, Cancel);
        await _primary.CreateIfMissingAsync(_ => { }, Cancel);
        await StartAsync(_primary);
        var access = new DatabaseAccess(_primary.ConnectionString);
        var options = new DatabaseOptions { App = access.App, Platform = access.Platform, Migrator = access.Superuser };
        await RoleProvisioning.ApplyAsync(options, Cancel);
        await Migrator.ApplyAsync(access.Superuser, EmbeddedMigrations.All, Cancel);
    }

    /// <summary>From here on a commit is acknowledged once the replica has it, too.</summary>
    public async Task StartStandbyAsync()
    {
        var data = Path.Combine(await ClusterFolder.PrepareAsync(Path.Combine(_folder, "standby"), _runAs, _ => { }, Cancel), "data");
        string[] arguments = ["--pgdata", data, "--write-recovery-conf", "--checkpoint=fast", "--no-sync", "--dbname", Libpq(_primary.ConnectionString)];
        var copy = new ProcessCommand(BaseBackup(), arguments) { RunAs = _runAs, WorkingDirectory = "/" };
        await OneShot.RunAsync("pg_basebackup", copy, _ => { }, Cancel);
        await StartAsync(_standby);
        await ScalarAsync(_primary.ConnectionString, "alter system set synchronous_standby_names = '*'");
        await ScalarAsync(_primary.ConnectionString, "alter database postgres set synchronous_commit = on");
        await ScalarAsync(_primary.ConnectionString, "select pg_reload_conf()");
        await Eventually.HoldsAsync(
            async () => await ScalarAsync(_primary.ConnectionString, "select count(*) from pg_stat_replication where sync_state = 'sync'") is 1L,
            TimeSpan.FromSeconds(30), "the replica never followed");
    }

    /// <summary>kill -9: nothing is said to anybody.</summary>
    public void KillPrimary() => _running[0].Kill();

    public Task PromoteStandbyAsync() => ScalarAsync(_standby.ConnectionString, "select pg_promote(true, 30)");

    public static async Task<object?> ScalarAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _running)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static string Libpq(string connection)
    {
        var parts = new NpgsqlConnectionStringBuilder(connection);
        return $"host={parts.Host} port={parts.Port} user={parts.Username} password={parts.Password}";
    }

    private string Both(string connection) => new NpgsqlConnectionStringBuilder(connection)
    {
        Host = $"127.0.0.1:{_primary.Port},127.0.0.1:{_standby.Port}",
        Timeout = 2,
    }.ConnectionString;

    private PostgresCluster Cluster(string name)
    {
        var folder = Path.Combine(_folder, name);
        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
        return new(_binaries, Path.Combine(folder, "postgres"), _password, _runAs) { Durable = false };
    }

    // Beside the server itself, wherever a link to that leads; else on the PATH.
    private string BaseBackup()
    {
        var server = File.ResolveLinkTarget(_binaries.Server, returnFinalTarget: true)?.FullName ?? _binaries.Server;
        var beside = Path.Combine(Path.GetDirectoryName(server)!, "pg_basebackup");
        return File.Exists(beside) ? beside : SystemTools.Find("pg_basebackup") ?? throw new InvalidOperationException("pg_basebackup is missing: apt install postgresql-client");
    }

    // Not supervised: what is killed stays dead.
    private async Task StartAsync(PostgresCluster cluster)
    {
        var plan = cluster.Plan();
        var process = await ProcessLauncher.StartAsync(plan.Command);
        _ = ProcessOutput.PumpAsync(process, _ => { });
        _running.Add(process);
        await Eventually.HoldsAsync(() => plan.IsHealthyAsync(Cancel), TimeSpan.FromSeconds(60), "a server never answered");
    }
}
