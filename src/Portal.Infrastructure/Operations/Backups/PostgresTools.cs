using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary><c>pg_dump</c> and <c>pg_restore</c>. Passwords go by the environment, which other users of the machine cannot read.</summary>
internal sealed class PostgresTools(IOptions<BackupOptions> options) : IDatabaseTools
{
    public async Task<string> VersionAsync(CancellationToken cancellationToken)
    {
        var version = "";
        await new ToolRun(Program("pg_dump")) { Arguments = ["--version"] }.RunAsync(
            null,
            async (output, stop) =>
            {
                using var reader = new StreamReader(output);
                version = (await reader.ReadToEndAsync(stop)).Trim();
            },
            cancellationToken);
        return version;
    }

    public Task DumpAsync(string connectionString, string snapshot, Stream target, CancellationToken cancellationToken) =>
        new ToolRun(Program("pg_dump"))
        {
            // The scheduler's tables come empty: what is to be done is in portal.operation, and the scheduler is filled from it.
            Arguments = ["--format=custom", "--no-password", "--lock-wait-timeout=60000", $"--snapshot={snapshot}", "--exclude-table-data=quartz.*"],
            Environment = Connection(connectionString),
        }.RunAsync(null, (output, stop) => output.CopyToAsync(target, stop), cancellationToken);

    public async Task<IReadOnlyList<string>> ListAsync(DumpFeed feed, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        await new ToolRun(Program("pg_restore")) { Arguments = ["--list"] }.RunAsync(
            feed,
            async (output, stop) =>
            {
                using var reader = new StreamReader(output);
                while (await reader.ReadLineAsync(stop) is { } line)
                {
                    lines.Add(line);
                }
            },
            cancellationToken);
        return lines;
    }

    public Task RestoreAsync(string connectionString, DumpFeed feed, CancellationToken cancellationToken) =>
        new ToolRun(Program("pg_restore"))
        {
            Arguments = ["--single-transaction", "--exit-on-error", "--no-password", $"--dbname={new NpgsqlConnectionStringBuilder(connectionString).Database}"],
            Environment = Connection(connectionString),
        }.RunAsync(feed, ToolRun.IgnoreAsync, cancellationToken);

    private static Dictionary<string, string> Connection(string connectionString)
    {
        var to = new NpgsqlConnectionStringBuilder(connectionString);
        var environment = new Dictionary<string, string>
        {
            ["PGHOST"] = to.Host!,
            ["PGPORT"] = to.Port.ToString(CultureInfo.InvariantCulture),
            ["PGDATABASE"] = to.Database!,
            ["PGSSLMODE"] = to.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", SslMode.Require => "require", SslMode.Disable => "disable", SslMode.Allow => "allow", _ => "prefer" },
            ["PGAPPNAME"] = "portal-backup",
        };
        foreach (var (name, value) in new[] { ("PGUSER", to.Username), ("PGPASSWORD", to.Password), ("PGPASSFILE", to.Passfile), ("PGSSLROOTCERT", to.RootCertificate) })
        {
            if (!string.IsNullOrEmpty(value))
            {
                environment[name] = value;
            }
        }

        return environment;
    }

    private string Program(string name) => options.Value.Programs.Length > 0 ? Path.Combine(options.Value.Programs, name) : name;
}
