using Npgsql;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary>
/// What is no longer true of a deployment that comes back from an earlier day: nobody is signed in, and nothing is under way. What an operation had begun
/// outside is found there when it is done again: each of its steps looks first, or carries a key of its own.
/// </summary>
public sealed class RestoreSettling(TenantUnitOfWorks units, PlatformDatabase home, OwnDatabases databases, BackupBook book, TimeProvider time)
{
    /// <summary>After the server was recovered to a time by its own means: the same as after a restore.</summary>
    public Task<(long Sessions, long Operations)> AfterRecoveryAsync(CancellationToken cancellationToken) => RunAsync(null, cancellationToken);

    internal async Task<(long Sessions, long Operations)> RunAsync(OpenedBackup? backup, CancellationToken cancellationToken)
    {
        var now = PostgresClock.Now(time);
        var sessions = await CountAsync(home, "update portal.staff_session set revoked_at = $1 where revoked_at is null and expires_at > $1", cancellationToken, now);
        var operations = 0L;
        foreach (var platform in databases.Platforms)
        {
            operations += await CountAsync(platform, "update portal.operation set state = 'queued', lease_until = null where state = 'running'", cancellationToken);
            operations += await CountAsync(platform, "update portal.platform_operation set state = 'queued', lease_until = null where state = 'running'", cancellationToken);
        }

        foreach (var tenant in await TenantsAsync(cancellationToken))
        {
            await using var work = await units.BeginAsPlatformAsync(tenant, cancellationToken);
            await using var end = work.Command("update session set revoked_at = $2 where tenant_id = $1 and revoked_at is null and expires_at > $2");
            end.Parameters.Add(new() { Value = tenant.Value });
            end.Parameters.Add(new() { Value = now });
            sessions += await end.ExecuteNonQueryAsync(cancellationToken);
            await work.CommitAsync(cancellationToken);
        }

        if (backup is not null)
        {
            await book.AgreeAsync(new BackupFolder(Path.GetDirectoryName(Path.GetFullPath(backup.Folder))!), cancellationToken);
        }

        await PlatformLog.WriteAsync(
            home.Source.CreateCommand,
            new(now, LifecycleActor.System, "", backup is null ? "deployment.recovered" : "deployment.restored", null, new Dictionary<string, string>
            {
                ["backup"] = backup?.Manifest.Name ?? "",
                ["asOf"] = backup?.Manifest.Databases[0].SnapshotAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture) ?? "",
                ["sessionsEnded"] = $"{sessions}",
                ["operationsQueuedAgain"] = $"{operations}",
            }, ""),
            cancellationToken);
        return (sessions, operations);
    }

    private async Task<List<TenantId>> TenantsAsync(CancellationToken cancellationToken)
    {
        var tenants = new List<TenantId>();
        await using var command = home.Source.CreateCommand("select id from portal.tenant where state <> 'deleted'");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            tenants.Add(new(reader.GetGuid(0)));
        }

        return tenants;
    }

    private static async Task<long> CountAsync(PlatformDatabase database, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = database.Source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
