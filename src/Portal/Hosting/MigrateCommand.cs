using Npgsql;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Migrations;

namespace Portal.Hosting;

/// <summary><c>Portal migrate</c>: roles, then migrations. Without a host, so that it starts in a blink.</summary>
internal static class MigrateCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        var options = new DatabaseOptions();
        new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build().GetSection(DatabaseOptions.SectionName).Bind(options);
        if (options.Migrator.Length == 0)
        {
            await Console.Error.WriteLineAsync("Database:Migrator is missing: set Database__Migrator to the connection string of a role that may act as portal_owner.");
            return 2;
        }

        try
        {
            await RoleProvisioning.ApplyAsync(options, CancellationToken.None);
            var applied = await Migrator.ApplyAsync(options.Migrator, EmbeddedMigrations.All, CancellationToken.None);
            await Console.Out.WriteLineAsync(applied.Count == 0 ? "The schema is up to date." : $"Applied {string.Join(", ", applied)}.");
            return 0;
        }
        catch (Exception failure) when (failure is MigrationException or NpgsqlException or ArgumentException)
        {
            await Console.Error.WriteLineAsync($"Migration failed: {failure.Message}");
            return 1;
        }
    }
}
