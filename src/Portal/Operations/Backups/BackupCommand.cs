using System.Globalization;
using Portal.Domain.Operations.Backups;
using Portal.Infrastructure.Operations.Backups;

namespace Portal.Operations.Backups;

/// <summary><c>Portal backup</c>: for whoever runs the deployment. Exit code 0 when done, 1 when refused or failed, 2 for a wrong command line.</summary>
internal static class BackupCommand
{
    private const string Usage =
        """
        Usage: Portal backup [--to FOLDER]
               Portal backup verify BACKUP [--key FILE] [--restore]
               Portal backup list [FOLDER]
               Portal backup key FILE

        backup  writes the whole deployment into a new folder below FOLDER (or Backup__Folder), encrypted, and reads it again.
        verify  reads a backup from beginning to end; with --restore also restores it into databases of its own, which are dropped again.
        list    says which backups there are, how large and how old they are, and who can open them.
        key     makes a key file, for a machine that may read its own backups.
        Settings come from the environment as for the web process: Database__Backup (or Database__Migrator), Database__Platform, Backup__Folder,
        Backup__Recipients__0 or Backup__KeyFile. docs/operations/backup.md says more.
        """;

    public static Task<int> RunAsync(string[] args) => RunAsync(args, new(Console.Out, Console.Error));

    internal static Task<int> RunAsync(string[] args, BackupConsole console)
    {
        var (words, settings) = BackupConsole.Split(args);
        return words switch
        {
            [] => console.TryAsync(() => CreateAsync(null, settings, console)),
            ["--to", var folder] => console.TryAsync(() => CreateAsync(folder, settings, console)),
            ["verify", var folder, .. var rest] when VerifyChoices.Read(rest) is { } choices => console.TryAsync(() => VerifyAsync(folder, choices, settings, console)),
            ["list", .. { Length: <= 1 } folder] => console.TryAsync(() => ListAsync(folder.FirstOrDefault(), settings, console)),
            ["key", var file] => console.TryAsync(() => MakeKeyAsync(file, console)),
            ["--help"] => console.UsageAsync(Usage, wrong: false),
            _ => console.UsageAsync(Usage, wrong: true),
        };
    }

    private static async Task CreateAsync(string? folder, string[] settings, BackupConsole console)
    {
        await using var app = BackupConsole.Application(settings);
        var made = await app.Services.GetRequiredService<CreateBackup>().ExecuteAsync(BackupCause.Command, folder, console.Stop);
        await console.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"Backed up {made.Manifest.Databases.Count} databases, {made.Manifest.Rows:N0} rows, {made.Manifest.Bytes:N0} bytes, and read them again: {made.Folder}"));
        if (made.Removed.Count > 0)
        {
            await console.Output.WriteLineAsync($"Removed what it supersedes: {string.Join(", ", made.Removed)}.");
        }
    }

    private static async Task VerifyAsync(string folder, VerifyChoices choices, string[] settings, BackupConsole console)
    {
        await using var app = BackupConsole.Application(settings);
        var manifest = await app.Services.GetRequiredService<VerifyBackup>().ExecuteAsync(folder, choices.Key, choices.Restore, console.Stop);
        await console.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{manifest.Name} is whole: {manifest.Databases.Count} databases, {manifest.Rows:N0} rows{(choices.Restore ? ", restored and counted" : "")}."));
    }

    private static async Task ListAsync(string? folder, string[] settings, BackupConsole console)
    {
        await using var app = BackupConsole.Application(settings);
        foreach (var line in app.Services.GetRequiredService<BackupList>().Lines(folder))
        {
            await console.Output.WriteLineAsync(line);
        }
    }

    private static async Task MakeKeyAsync(string file, BackupConsole console)
    {
        BackupList.MakeKey(file);
        await console.Output.WriteLineAsync($"{file} opens every backup that is made with it, and without it none can be opened. Keep a copy of it elsewhere.");
    }
}
