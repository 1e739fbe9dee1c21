using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary>Which databases there are, by name, with the connection string of a role that reads or writes all of one.</summary>
internal static class BackupSources
{
    /// <summary>As the role that backups are made with (<c>Database__Backup</c>), or else as the one that migrates; the shared one first.</summary>
    /// <exception cref="BackupRefusedException">One has neither.</exception>
    public static IReadOnlyList<(string Name, string ConnectionString)> Readers(DatabaseOptions options) => All(options, (backup, migrator) => backup.Length > 0 ? backup : migrator, "Backup");

    /// <summary>As the role that migrates.</summary>
    /// <exception cref="BackupRefusedException">One has none.</exception>
    public static IReadOnlyList<(string Name, string ConnectionString)> Writers(DatabaseOptions options) => All(options, (_, migrator) => migrator, "Migrator");

    private static List<(string Name, string ConnectionString)> All(DatabaseOptions options, Func<string, string, string> choose, string key)
    {
        List<(string Name, string Text, string Setting)> all =
        [
            (BackupDatabase.Shared, choose(options.Backup, options.Migrator), $"Database__{key}"),
            .. options.Own.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => (o.Key, choose(o.Value.Backup, o.Value.Migrator), $"Database__Own__{o.Key}__{key}")),
        ];
        return all.FirstOrDefault(a => a.Text.Length == 0) is { Setting: { } missing }
            ? throw new BackupRefusedException("settings", $"{missing} is missing: set it to the connection string of a role that reads everything (docs/operations/backup.md).")
            : [.. all.Select(a => (a.Name, a.Text))];
    }
}
