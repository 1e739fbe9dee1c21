using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Portal.Domain.Operations.Backups;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Operations.Backups;

namespace Portal.Operators.Operations.Backups;

/// <summary>
/// Makes backups by the schedule. Every replica looks once a minute; a lock in the database lets one at a time, and the book says when the last was begun,
/// so a replica that dies or starts changes nothing about when the next is due.
/// </summary>
internal sealed partial class BackupTimer(
    IOptions<BackupOptions> options, CreateBackup create, BackupDirectory directory, PlatformDatabase database, TimeProvider time, ILogger<BackupTimer> logger) : BackgroundService
{
    // "backup" in ASCII; nothing else locks on it.
    private const long LockKey = 0x6261636B7570;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    /// <summary>Makes one if one is due and nobody else is at it.</summary>
    internal async Task LookAsync(BackupSchedule schedule, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var take = new NpgsqlCommand("select pg_try_advisory_lock($1)", connection);
        take.Parameters.Add(new() { Value = LockKey });
        if (await take.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return;
        }

        try
        {
            var now = time.GetUtcNow();
            if ((await directory.StandingAsync(cancellationToken)).Next(schedule, now) <= now)
            {
                var made = await create.ExecuteAsync(BackupCause.Schedule, null, cancellationToken);
                Made(logger, made.Manifest.Name, made.Manifest.Bytes, made.Removed.Count);
            }
        }
        finally
        {
            await using var release = new NpgsqlCommand("select pg_advisory_unlock($1)", connection);
            release.Parameters.Add(new() { Value = LockKey });
            await release.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Interval is not { } schedule)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(schedule, stoppingToken);
            }
            catch (Exception failure) when (failure is BackupRefusedException or NpgsqlException or IOException or UnauthorizedAccessException or TimeoutException)
            {
                Failed(logger, failure.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(LookEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(5260, LogLevel.Information, "Made the backup {Name}: {Bytes} bytes; removed {Removed} older ones.")]
    private static partial void Made(ILogger logger, string name, long bytes, int removed);

    [LoggerMessage(5261, LogLevel.Error, "The backup could not be made: {Reason}")]
    private static partial void Failed(ILogger logger, string reason);
}
