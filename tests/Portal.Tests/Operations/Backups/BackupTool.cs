using System.Diagnostics;
using Portal.Infrastructure.Operations.Backups;
using Portal.Operations.Backups;

namespace Portal.Tests.Operations.Backups;

/// <summary>The commands, as a person runs them against a test's database, with a key file and a folder of their own.</summary>
internal sealed class BackupTool : IDisposable
{
    private readonly string _work = Directory.CreateTempSubdirectory("portal-backup-").FullName;
    private readonly List<string> _settings;

    public BackupTool(TestDatabase database, params string[] more)
    {
        BackupList.MakeKey(KeyPath);
        _settings =
        [
            "--applicationName=Portal", $"--contentRoot={AppContext.BaseDirectory}", $"--Database:App={database.App}", $"--Database:Platform={database.Platform}",
            $"--Database:Migrator={database.Superuser}", $"--Backup:Folder={Folder}", $"--Backup:KeyFile={KeyPath}", .. more,
        ];
    }

    public string KeyPath => Path.Combine(_work, "key");

    public string Folder => Path.Combine(_work, "backups");

    public IReadOnlyList<string> Backups => [.. Directory.EnumerateDirectories(Folder, "portal-*").Order(StringComparer.Ordinal)];

    public Task<(int Code, string Said)> BackupAsync(params string[] words) => RunAsync(BackupCommand.RunAsync, words);

    public Task<(int Code, string Said)> RestoreAsync(params string[] words) => RunAsync(RestoreCommand.RunAsync, words);

    /// <summary>The same in a process of its own, so that it can be killed.</summary>
    public Process Start(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] command = [Path.Combine(RepositoryFolder.Find(), "artifacts", "bin", "Portal", "release", "Portal.dll"), .. words, .. _settings];
        foreach (var word in command)
        {
            start.ArgumentList.Add(word);
        }

        return Process.Start(start)!;
    }

    /// <summary>A file or folder that goes with this one.</summary>
    public string Beside(string name) => Path.Combine(_work, name);

    /// <summary>A copy of a backup, to spoil.</summary>
    public string Copy(string backup, string name)
    {
        var copy = Directory.CreateDirectory(Path.Combine(_work, "copies", name, Path.GetFileName(backup))).FullName;
        foreach (var file in Directory.EnumerateFiles(backup))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return copy;
    }

    public void Dispose() => Directory.Delete(_work, recursive: true);

    private async Task<(int Code, string Said)> RunAsync(Func<string[], BackupConsole, Task<int>> command, string[] words)
    {
        await using var said = new StringWriter();
        var code = await command([.. words, .. _settings], new(said, said));
        return (code, said.ToString());
    }
}
