using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Audit.Checkpoints;
using Portal.Infrastructure.Database;

namespace Portal.Operators.Audit;

/// <summary>
/// Signs each tenant's log within a minute of a change. Every replica does it: the same tree gives the same note, and the database and the file take it once.
/// Whose logs have news is read from the outbox; at the start and every hour all are looked at, so what nobody told of is found, too.
/// </summary>
internal sealed partial class CheckpointLoop(
    CheckpointWriter writer, OwnDatabases databases, PlatformDatabase home, CheckpointAlarms alarms, TimeProvider time, ILogger<CheckpointLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    // Longer than a pass takes, so that nothing falls between two.
    private static readonly TimeSpan LookedBack = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AllEvery = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        DateTimeOffset? all = null;
        do
        {
            try
            {
                var now = PostgresClock.Now(time);
                var everybody = all is null || now - all >= AllEvery;
                await writer.PublishKeyAsync(now, stoppingToken);
                foreach (var tenant in everybody ? await EverybodyAsync(stoppingToken) : await ChangedAsync(now - LookedBack, stoppingToken))
                {
                    await SignAsync(tenant, stoppingToken);
                }

                all = everybody ? now : all;
            }
            catch (Exception away) when (away is NpgsqlException or TimeoutException or IOException or UnauthorizedAccessException)
            {
                Behind(logger, away.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SignAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var outcome = await writer.WriteAsync(tenant, cancellationToken);
        if (outcome.Refusal is { } refusal)
        {
            if (alarms.Raise(tenant, refusal))
            {
                Refused(logger, tenant.ToString(), refusal);
            }

            return;
        }

        alarms.Clear(tenant);
        if (outcome.IsNew)
        {
            Signed(logger, tenant.ToString(), outcome.Size);
        }
    }

    private async Task<List<TenantId>> EverybodyAsync(CancellationToken cancellationToken)
    {
        await using var select = home.Source.CreateCommand("select id from portal.tenant where state <> 'deleted' order by id");
        return await TenantsAsync(select, cancellationToken);
    }

    private async Task<List<TenantId>> ChangedAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var changed = new List<TenantId>(alarms.Tenants);
        foreach (var database in databases.Platforms)
        {
            await using var select = database.Source.CreateCommand("select distinct tenant_id from portal.outbox_message where topic = 'audit' and created_at > $1").With(since);
            changed.AddRange(await TenantsAsync(select, cancellationToken));
        }

        return [.. changed.Distinct()];
    }

    private static async Task<List<TenantId>> TenantsAsync(NpgsqlCommand select, CancellationToken cancellationToken)
    {
        var tenants = new List<TenantId>();
        await using var rows = await select.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            tenants.Add(new(rows.GetGuid(0)));
        }

        return tenants;
    }

    [LoggerMessage(5610, LogLevel.Debug, "Signed the audit log of {Tenant} at {Size} leaves.")]
    private static partial void Signed(ILogger logger, string tenant, long size);

    [LoggerMessage(5611, LogLevel.Critical, "Security: the audit log of {Tenant} is not signed any more. {Reason} See docs/operations/audit.md.")]
    private static partial void Refused(ILogger logger, string tenant, string reason);

    [LoggerMessage(5612, LogLevel.Warning, "Audit checkpoints are late: {Reason}")]
    private static partial void Behind(ILogger logger, string reason);
}
