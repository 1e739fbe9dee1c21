namespace Portal.Infrastructure.Operations.Backups;

/// <summary>Reads a backup from beginning to end: every chunk's tag and place, every file's SHA-256, and that the dump inside has every table that was counted.</summary>
internal static class BackupCheck
{
    /// <exception cref="BackupRefusedException">Something is not as it was written.</exception>
    public static async Task RunAsync(OpenedBackup backup, IDatabaseTools tools, CancellationToken cancellationToken)
    {
        foreach (var database in backup.Manifest.Databases)
        {
            var content = 0L;
            var lines = await tools.ListAsync(
                (take, stop) => backup.ReadAsync(
                    database,
                    (piece, stopped) =>
                    {
                        content += piece.Length;
                        return take(piece, stopped);
                    },
                    stop),
                cancellationToken);
            var tables = lines.Select(line => line.Split(' ')).Where(words => words is [_, _, _, "TABLE", "DATA", ..]).Select(words => (words[5], words[6])).ToHashSet();
            if (database.Rows.Keys.Select(Split).FirstOrDefault(table => !tables.Contains(table)) is { Item1: { } schema, Item2: var name })
            {
                throw new BackupRefusedException("incomplete", $"{database.File} does not hold the rows of {schema}.{name}. Take another backup.");
            }

            if (content != database.Content)
            {
                throw new BackupRefusedException("damaged", $"{database.File} holds {content} bytes instead of {database.Content}. Take another backup.");
            }
        }
    }

    // Our names need no quotes.
    private static (string Schema, string Table) Split(string name) => name.Split('.') is [var schema, var table] ? (schema, table) : ("", name);
}
