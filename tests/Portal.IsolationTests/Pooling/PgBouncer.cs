using Npgsql;
using Portal.Local;
using Portal.Local.Output;
using Portal.Local.Processes;

namespace Portal.IsolationTests.Pooling;

/// <summary>The real PgBouncer in front of a test's database, pooling transactions, with one server connection for a role: what one client leaves behind, the next would find.</summary>
internal sealed class PgBouncer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly ProcessLog _log;
    private readonly SupervisedProcess _process;
    private readonly TestDatabase _database;
    private readonly int _port;

    private PgBouncer(string folder, ProcessLog log, SupervisedProcess process, TestDatabase database, int port)
    {
        _folder = folder;
        _log = log;
        _process = process;
        _database = database;
        _port = port;
    }

    public string App => Through(_database.App, _port);

    public string Platform => Through(_database.Platform, _port);

    public static async Task<PgBouncer> StartAsync(TestDatabase database)
    {
        var folder = Directory.CreateTempSubdirectory("portal-pgbouncer-").FullName;
        var port = FreePort.Next();
        var (app, platform) = (new NpgsqlConnectionStringBuilder(database.App), new NpgsqlConnectionStringBuilder(database.Platform));
        var users = Path.Combine(folder, "users.txt");
        await File.WriteAllTextAsync(users, $"\"{app.Username}\" \"{app.Password}\"\n\"{platform.Username}\" \"{platform.Password}\"\n", TestContext.Current.CancellationToken);
        var settings = Path.Combine(folder, "pgbouncer.ini");
        await File.WriteAllTextAsync(
            settings,
            $"""
            [databases]
            * = host={app.Host} port={app.Port}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = scram-sha-256
            auth_file = {users}
            pool_mode = transaction
            default_pool_size = 1
            max_client_conn = 200
            server_reset_query =
            """,
            TestContext.Current.CancellationToken);
        // It refuses to run as root, as PostgreSQL does.
        var runAs = UnprivilegedUser.WhenRoot();
        if (runAs is not null)
        {
            foreach (var path in new[] { folder, users, settings })
            {
                Posix.ChangeOwner(path, runAs);
            }
        }

        var log = new ProcessLog("pgbouncer", Path.Combine(folder, "pgbouncer.log"), terminal: null);
        var command = new ProcessCommand(Find(), settings) { RunAs = runAs, WorkingDirectory = "/", OnParentDeath = Signal.Kill };
        var process = new SupervisedProcess(
            new ProcessPlan("pgbouncer", command, cancellationToken => AnswersAsync(Through(database.App, port), cancellationToken)) { StopSignal = Signal.Interrupt }, log, Terminal.Standard, _ => { });
        await process.StartAsync(TestContext.Current.CancellationToken);
        return new(folder, log, process, database, port);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _log.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // The driver would otherwise ask the proxy to reset a session that is not its own.
    private static string Through(string connectionString, int port) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Host = "127.0.0.1", Port = port, NoResetOnClose = true, Timeout = 60, CommandTimeout = 60 }.ConnectionString;

    private static string Find() => new[] { "/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer" }.FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("PgBouncer is missing: ./test.sh installs it where it can, else run 'sudo apt install pgbouncer'.");

    private static async Task<bool> AnswersAsync(string connectionString, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Timeout = 5 }.ConnectionString);
            await connection.OpenAsync(cancellationToken);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
