using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Audit.Checkpoints;
using Portal.Infrastructure.Database;

namespace Portal.Operators.Audit;

/// <summary>
/// Signs each tenant's log within a minute of a change. One replica does it. Whose logs have news is read from the outbox; at the start and every hour all are
/// looked at, some at a time so that news does not wait for them: what nobody told of is found, too.
/// </summary>
internal sealed partial class CheckpointLoop(
    CheckpointWriter writer, SigningTurn turn, OwnDatabases databases, PlatformDatabase home, CheckpointAlarms alarms, TimeProvider time, ILogger<CheckpointLoop> logger)
    : BackgroundService
{
    internal static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    /// <summary>How much of a pass the hourly look at all may take.</summary>
    internal static readonly TimeSpan ForAll = TimeSpan.FromSeconds(10);

    // Longer than a pass takes, so that nothing falls between two.
    private static readonly TimeSpan LookedBack = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AllEvery = TimeSpan.FromHours(1);

    // Tenants in databases of their own that are away take long to fail.
    private const int AtOnce = 4;

    private readonly Queue<TenantId> _all = [];
    private DateTimeOffset? _lastAll;

    /// <summary>One pass.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        if (!await turn.IsMineAsync(cancellationToken))
        {
            // Whoever signs raises them; and when this one's turn comes, it looks at all.
            alarms.Clear();
            _lastAll = null;
            return;
        }

        var now = PostgresClock.Now(time);
        await writer.PublishKeyAsync(now, cancellationToken);
        await Parallel.ForEachAsync(
            await ChangedAsync(now - LookedBack, cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (tenant, token) => await SignAsync(tenant, token));
        if (_lastAll is null || now - _lastAll >= AllEvery)
        {
            _all.Clear();
            (await EverybodyAsync(cancellationToken)).ForEach(_all.Enqueue);
            _lastAll = now;
        }

        var began = time.GetTimestamp();
        while (time.GetElapsedTime(began) < ForAll && _all.TryDequeue(out var tenant))
        {
            await SignAsync(tenant, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var mine = turn;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception away)
            {
                // Whatever it was: a signer that ended would leave every log unsigned, and nobody the wiser.
                Behind(logger, away.Message);
            }

            await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>What is wrong with one tenant's log, database or file keeps no other tenant waiting; it is tried again with the next pass.</summary>
    private async Task SignAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        try
        {
            Take(tenant, await writer.WriteAsync(tenant, cancellationToken));
            alarms.NoLongerLate(tenant);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            alarms.Late(tenant);
            TenantBehind(logger, tenant.ToString(), failure.Message);
        }
    }

    private void Take(TenantId tenant, CheckpointOutcome outcome)
    {
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

    /// <summary>Also those that wait for something to be put right.</summary>
    private async Task<List<TenantId>> ChangedAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var changed = new ConcurrentBag<TenantId>(alarms.Waiting);
        await Parallel.ForEachAsync(databases.Platforms, cancellationToken, async (database, token) =>
        {
            try
            {
                await using var select = database.Source.CreateCommand("select distinct tenant_id from portal.outbox_message where topic <> $2 and created_at > $1").With(since, Topic.Checkpoint);
                (await TenantsAsync(select, token)).ForEach(changed.Add);
            }
            catch (Exception away) when (database != home && away is NpgsqlException or TimeoutException)
            {
                Behind(logger, away.Message);
            }
        });
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

    [LoggerMessage(5613, LogLevel.Warning, "The audit checkpoint of {Tenant} is late: {Reason}")]
    private static partial void TenantBehind(ILogger logger, string tenant, string reason);
}
