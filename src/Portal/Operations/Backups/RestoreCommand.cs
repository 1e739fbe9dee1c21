using System.Globalization;
using Portal.Infrastructure.Operations.Backups;

namespace Portal.Operations.Backups;

/// <summary><c>Portal restore</c>: for whoever runs the deployment. Exit code 0 when done, 1 when refused or failed and nothing was changed, 2 for a wrong command line.</summary>
internal static class RestoreCommand
{
    private const string Usage =
        """
        Usage: Portal restore BACKUP [--key FILE]
               Portal restore BACKUP --tenant SLUG [--as NEWSLUG] [--key FILE]
               Portal restore --settle
               Portal restore --rebuild-cluster

        Without --tenant: brings the whole deployment back into empty databases. Web and operator must not run yet.
        --tenant  brings one tenant of the backup into the running deployment; it must be suspended or absent. --as gives one that is absent another address.
        --settle           after the server was recovered to a time by its own means: ends sessions, queues again what was under way.
        --rebuild-cluster  after a restore beside a new cluster: has every tenant's namespace made and its plugins rolled out again.
        Settings come from the environment as for the web process, and Database__Migrator is a superuser's connection string.
        """;

    public static Task<int> RunAsync(string[] args) => RunAsync(args, new(Console.Out, Console.Error));

    internal static Task<int> RunAsync(string[] args, BackupConsole console)
    {
        var (words, settings) = BackupConsole.Split(args);
        return words switch
        {
            ["--settle"] => console.TryAsync(() => SettleAsync(settings, console)),
            ["--rebuild-cluster"] => console.TryAsync(() => RebuildAsync(settings, console)),
            ["--help"] => console.UsageAsync(Usage, wrong: false),
            [var folder, .. var rest] when !folder.StartsWith('-') && RestoreChoices.Read(rest) is { } choices => console.TryAsync(() => RestoreAsync(folder, choices, settings, console)),
            _ => console.UsageAsync(Usage, wrong: true),
        };
    }

    private static async Task SettleAsync(string[] settings, BackupConsole console)
    {
        await using var app = BackupConsole.Application(settings);
        var (sessions, operations) = await app.Services.GetRequiredService<RestoreSettling>().AfterRecoveryAsync(console.Stop);
        await console.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Ended {sessions:N0} sessions; {operations:N0} operations that were under way are done again."));
    }

    private static async Task RebuildAsync(string[] settings, BackupConsole console)
    {
        await using var app = BackupConsole.Application(settings);
        var (tenants, plugins, unavailable) = await app.Services.GetRequiredService<RebuildCluster>().ExecuteAsync(console.Stop);
        await console.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Ordered namespaces of {tenants:N0} tenants and {plugins:N0} plugins again."));
        foreach (var left in unavailable)
        {
            await console.Output.WriteLineAsync($"Not started, since not offered here or too many at once: {left}.");
        }
    }

    private static async Task RestoreAsync(string folder, RestoreChoices choices, string[] settings, BackupConsole console)
    {
        await using var app = BackupConsole.Application(settings);
        if (choices.Tenant is { } slug)
        {
            var back = await app.Services.GetRequiredService<BringTenantBack>().ExecuteAsync(folder, choices.Key, slug, choices.As, console.Stop);
            await console.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"Restored {back.Tenant.Slug} ({back.Tenant.Id}): {back.Tenant.Rows:N0} rows as of {back.Tenant.AsOf:yyyy-MM-dd HH:mm:ss} UTC. {back.Started} plugins roll out again; {back.Tenant.Strange.Count} that the backup does not know are uninstalled."));
            if (back.Unavailable.Count > 0)
            {
                await console.Output.WriteLineAsync($"Not started, since not offered here or too many at once: {string.Join(", ", back.Unavailable)}.");
            }

            await console.Output.WriteLineAsync("It is suspended: look at it, then resume it.");
            return;
        }

        var restored = await app.Services.GetRequiredService<RestoreDeployment>().ExecuteAsync(folder, choices.Key, console.Stop);
        await console.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"Restored {restored.Manifest.Databases.Count} databases, {restored.Manifest.Rows:N0} rows, as of {restored.Manifest.Databases[0].SnapshotAt:yyyy-MM-dd HH:mm:ss} UTC."));
        if (restored.Migrations.Count > 0)
        {
            await console.Output.WriteLineAsync($"Applied {string.Join(", ", restored.Migrations)}.");
        }

        await console.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"Ended {restored.Sessions:N0} sessions; {restored.Operations:N0} operations that were under way are done again. Start web and operator now."));
    }
}
