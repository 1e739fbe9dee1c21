using Npgsql;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Migrations;
using Portal.Infrastructure.Tenancy.Data;

namespace Portal.Hosting;

/// <summary><c>Portal migrate</c>: roles, then migrations. Without a host, so that it starts in a blink.</summary>
internal static class MigrateCommand
{
    private const string Usage =
        """
        Brings the database to this version's schema. Any number may start at once: one migrates, the others wait.

          Portal migrate              applies what is pending; says what it applied
          Portal migrate --dry-run    says what would be applied, and changes nothing
          Portal migrate --status     a line a migration: name, state (applied, pending, changed, missing, out of order), time

        Reads Database__Migrator, the connection string of a role that may act as portal_owner. Tenants' own databases (Database__Own__NAME__Migrator)
        are migrated after the shared one, and tenants' own schemas are given the tables that the shared schema then has.
        Exit codes: 0 done or up to date, 1 refused or failed, 2 wrong usage.
        """;

    public static Task<int> RunAsync(string[] args) => RunAsync(args, Console.Out, Console.Error);

    internal static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        var modes = args.Where(a => a is "--status" or "--dry-run" or "--help").Distinct().ToList();
        var settings = args.Except(modes).ToList();
        if (modes is ["--help"] && settings.Count == 0)
        {
            await output.WriteLineAsync(Usage);
            return 0;
        }

        if (modes.Count > 1 || modes.Contains("--help") || settings.FirstOrDefault(a => !IsSetting(a)) is not null)
        {
            await errors.WriteLineAsync(modes.Count > 1 ? $"{string.Join(" and ", modes)} exclude each other." : $"Unknown argument {settings.FirstOrDefault(a => !IsSetting(a))}.");
            await errors.WriteLineAsync(Usage);
            return 2;
        }

        var options = new DatabaseOptions();
        new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine([.. settings]).Build().GetSection(DatabaseOptions.SectionName).Bind(options);
        if (options.Migrator.Length == 0)
        {
            await errors.WriteLineAsync("Database:Migrator is missing: set Database__Migrator to the connection string of a role that may act as portal_owner.");
            return 2;
        }

        try
        {
            return modes switch
            {
                ["--status"] => await EachAsync(options, output, StatusAsync),
                ["--dry-run"] => await EachAsync(options, output, DryRunAsync),
                _ => await EachAsync(options, output, ApplyAsync),
            };
        }
        catch (Exception failure) when (failure is MigrationException or NpgsqlException or ArgumentException)
        {
            await errors.WriteLineAsync($"Migration failed: {failure.Message}");
            return 1;
        }
    }

    // As the web process takes settings too: --Database:Migrator=...
    private static bool IsSetting(string argument) => argument.StartsWith("--", StringComparison.Ordinal) && argument.Contains('=', StringComparison.Ordinal);

    private static async Task<int> ApplyAsync(DatabaseOptions options, TextWriter output)
    {
        await RoleProvisioning.ApplyAsync(options, CancellationToken.None);
        var applied = await Migrator.ApplyAsync(options.Migrator, EmbeddedMigrations.All, CancellationToken.None);
        await output.WriteLineAsync(applied.Count == 0 ? "The schema is up to date." : $"Applied {string.Join(", ", applied)}.");
        var aligned = await AlignAsync(options.Migrator);
        if (aligned.Count > 0)
        {
            await output.WriteLineAsync($"Made {aligned.Count} tenants' own schemas like it: {string.Join(", ", aligned)}.");
        }

        return 0;
    }

    private static async Task<IReadOnlyList<string>> AlignAsync(string migrator)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(migrator) { Pooling = false });
        await using var connection = await source.OpenConnectionAsync(CancellationToken.None);
        return await TenantSchemaAlignment.ApplyAsync(connection, CancellationToken.None);
    }

    /// <summary>The shared database, then every tenant's own; what goes wrong in one says which.</summary>
    private static async Task<int> EachAsync(DatabaseOptions options, TextWriter output, Func<DatabaseOptions, TextWriter, Task<int>> run)
    {
        var worst = await run(options, output);
        foreach (var (name, own) in options.Own.Where(o => o.Value.Migrator.Length > 0))
        {
            await output.WriteLineAsync($"Database {name}:");
            worst = Math.Max(worst, await run(new() { App = own.App, Platform = own.Platform, Migrator = own.Migrator }, output));
        }

        return worst;
    }

    private static async Task<int> DryRunAsync(DatabaseOptions options, TextWriter output)
    {
        var plan = await Migrator.ReadAsync(options.Migrator, EmbeddedMigrations.All, CancellationToken.None);
        plan.Check();
        await output.WriteLineAsync(plan.IsUpToDate ? "The schema is up to date." : $"Would apply {string.Join(", ", plan.Pending.Select(m => m.Name))}. Nothing was changed.");
        return 0;
    }

    private static async Task<int> StatusAsync(DatabaseOptions options, TextWriter output)
    {
        var plan = await Migrator.ReadAsync(options.Migrator, EmbeddedMigrations.All, CancellationToken.None);
        var width = plan.Statuses.Max(s => s.Name.Length);
        foreach (var status in plan.Statuses)
        {
            await output.WriteLineAsync($"{status.Name.PadRight(width)}  {Word(status.State),-12}  {status.AppliedAt:yyyy-MM-ddTHH:mm:ssZ}".TrimEnd());
        }

        return plan.Statuses.All(s => s.State is MigrationState.Applied or MigrationState.Pending) ? 0 : 1;
    }

    private static string Word(MigrationState state) => state switch
    {
        MigrationState.Applied => "applied",
        MigrationState.Pending => "pending",
        MigrationState.Changed => "changed",
        MigrationState.Missing => "missing",
        _ => "out of order",
    };
}
