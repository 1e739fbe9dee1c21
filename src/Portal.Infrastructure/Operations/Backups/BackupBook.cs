using Npgsql;
using Portal.Domain.Operations.Backups;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary>
/// What staff see of backups, wherever the folder is: <c>portal.backup</c>. The folder is the truth; the book is made to agree with it each time one is made,
/// so it is right again after a restore, too. The platform's log keeps what became of each.
/// </summary>
public sealed class BackupBook(PlatformDatabase database, TimeProvider time)
{
    private const string Add =
        """
        insert into portal.backup (id, name, cause, state, started_at, every_seconds) values ($1, $2, $3, 'running', $4, $5)
        on conflict (name) do nothing
        """;

    private const string Put =
        """
        update portal.backup set state = 'ready', started_at = $2, finished_at = $3, bytes = $4, row_count = $5, databases = $6, verified_at = $7, error = null, removed_at = null
        where name = $1
        """;

    /// <summary>Opens the line of one that begins now. Whoever holds the folder is alone: another line that says running tells of a process that died.</summary>
    internal async Task BeginAsync(string name, BackupCause cause, BackupSchedule? schedule, BackupFolder folder, CancellationToken cancellationToken)
    {
        await AgreeAsync(folder, cancellationToken);
        await RunAsync(Add, cancellationToken, Guid.CreateVersion7(time.GetUtcNow()), name, Word(cause), PostgresClock.Now(time), cause == BackupCause.Schedule && schedule is not null ? (long)schedule.Every.TotalSeconds : DBNull.Value);
    }

    /// <param name="isKept">It lies in the settings' folder; of others only the log tells.</param>
    internal async Task FinishAsync(BackupManifest manifest, IReadOnlyList<string> removed, bool isKept, CancellationToken cancellationToken)
    {
        if (isKept)
        {
            await PutAsync(manifest, PostgresClock.Now(time), cancellationToken);
        }

        foreach (var name in removed)
        {
            await RunAsync("update portal.backup set state = 'removed', removed_at = $2 where name = $1", cancellationToken, name, PostgresClock.Now(time));
        }

        await LogAsync("backup.made", new() { ["backup"] = manifest.Name, ["bytes"] = $"{manifest.Bytes}", ["rows"] = $"{manifest.Rows}", ["removed"] = string.Join(' ', removed) }, cancellationToken);
    }

    internal async Task FailAsync(string name, string reason, bool isKept, CancellationToken cancellationToken)
    {
        if (isKept)
        {
            await RunAsync("update portal.backup set state = 'failed', finished_at = $2, error = left($3, 2000) where name = $1", cancellationToken, name, PostgresClock.Now(time), reason);
        }

        await LogAsync("backup.failed", new() { ["backup"] = name, ["reason"] = reason }, cancellationToken);
    }

    /// <summary>Makes the book say what is in the folder.</summary>
    internal async Task AgreeAsync(BackupFolder folder, CancellationToken cancellationToken)
    {
        var there = folder.List();
        foreach (var backup in there)
        {
            await RunAsync(Add, cancellationToken, Guid.CreateVersion7(time.GetUtcNow()), backup.Name, Word(BackupCause.Command), backup.At, DBNull.Value);
            try
            {
                await PutAsync(BackupManifestFile.Read(folder.PathOf(backup.Name)), folder.VerifiedAt(backup.Name), cancellationToken);
            }
            catch (BackupRefusedException spoiled)
            {
                // One that is spoiled keeps no other from being made.
                await RunAsync("update portal.backup set state = 'failed', verified_at = null, error = $2 where name = $1", cancellationToken, backup.Name, spoiled.Message);
            }
        }

        await RunAsync(
            "update portal.backup set state = 'removed', removed_at = $2 where state = 'ready' and name <> all ($1)", cancellationToken, there.Select(b => b.Name).ToArray(), PostgresClock.Now(time));
        await RunAsync(
            "update portal.backup set state = 'failed', finished_at = $1, error = 'The process that made it ended before it was done.' where state = 'running'", cancellationToken, PostgresClock.Now(time));
    }

    private Task PutAsync(BackupManifest manifest, DateTimeOffset? verifiedAt, CancellationToken cancellationToken) => RunAsync(
        Put, cancellationToken, manifest.Name, manifest.StartedAt, manifest.FinishedAt, manifest.Bytes, manifest.Rows, manifest.Databases.Count, verifiedAt is { } at ? at : DBNull.Value);

    private Task LogAsync(string action, Dictionary<string, string> detail, CancellationToken cancellationToken) => PlatformLog.WriteAsync(
        database.Source.CreateCommand, new(PostgresClock.Now(time), LifecycleActor.System, "", action, null, detail, ""), cancellationToken);

    private async Task RunAsync(string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = database.Source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Word(BackupCause cause) => cause == BackupCause.Schedule ? "schedule" : "command";
}
