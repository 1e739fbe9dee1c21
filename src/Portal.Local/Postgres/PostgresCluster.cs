using System.Globalization;
using Npgsql;
using Portal.Local.Processes;

namespace Portal.Local.Postgres;

/// <summary>A private PostgreSQL cluster: its own folder, password and loopback port; no socket file.</summary>
internal sealed class PostgresCluster(PostgresBinaries binaries, string folder, string password, UnprivilegedUser? runAs)
{
    public const string Superuser = "postgres";

    public int Port { get; } = FreePort.Next();

    /// <summary>Off only for tests: a crash of the machine then loses the cluster.</summary>
    public bool Durable { get; init; } = true;

    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = Port,
            Database = "postgres",
            Username = Superuser,
            Password = password,
        }.ConnectionString;

    public async Task CreateIfMissingAsync(Action<string> log, CancellationToken cancellationToken)
    {
        if (Directory.Exists(Data))
        {
            return;
        }

        // Renamed when complete: an initdb that was killed leaves nothing that looks like a cluster.
        var unfinished = Path.Combine(folder, "data.new");
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        using var passwordFile = new PasswordFile(folder + ".password", password, runAs);
        string[] options = ["--pgdata", unfinished, "--username", Superuser, "--pwfile", passwordFile.Path, "--auth", "scram-sha-256"];
        string[] contents = ["--encoding", "UTF8", "--locale", "C.UTF-8", .. Durable ? Array.Empty<string>() : ["--no-sync"]];
        await OneShot.RunAsync("initdb", Command(binaries.InitDb, [.. options, .. contents]), log, cancellationToken);
        Directory.Move(unfinished, Data);
    }

    public ProcessPlan Plan() =>
        new("postgres", Command(binaries.Server, ["-D", Data, .. Settings()]) with { OnParentDeath = Signal.Interrupt }, IsHealthyAsync)
        {
            // SIGINT is PostgreSQL's fast shutdown, SIGQUIT its immediate one: https://www.postgresql.org/docs/15/server-shutdown.html
            StopSignal = Signal.Interrupt,
            ForceSignal = Signal.Quit,
        };

    private string Data => Path.Combine(folder, "data");

    private async Task<bool> IsHealthyAsync(CancellationToken cancellationToken)
    {
        try
        {
            var once = new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false, Timeout = 5 };
            await using var connection = new NpgsqlConnection(once.ConnectionString);
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

    private IEnumerable<string> Settings()
    {
        List<string> settings =
        [
            string.Create(CultureInfo.InvariantCulture, $"port={Port}"),
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=200",
            "shared_buffers=64MB",
            "logging_collector=off",
            "log_line_prefix=%p ",
            "log_checkpoints=off",
            "cluster_name=portal-local",
        ];
        if (!Durable)
        {
            settings.AddRange(["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=400"]);
        }

        return settings.SelectMany(setting => new[] { "-c", setting });
    }

    private ProcessCommand Command(string program, IReadOnlyList<string> arguments) =>
        new(program, arguments)
        {
            RunAs = runAs,
            WorkingDirectory = "/",
            Environment = CleanEnvironment(),
        };

    // A shell's PGDATA, PGPORT or PGHOST must not leak in, and messages are read by people and by tests: English.
    private static Dictionary<string, string?> CleanEnvironment()
    {
        var clean = Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith("PG", StringComparison.Ordinal));
        return clean.Append("LC_ALL").ToDictionary(name => name, name => name == "LC_ALL" ? "C.UTF-8" : null);
    }
}
