using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Objectives.Alerts;

namespace Portal.Objectives.Alerts;

/// <summary>Channels, for admins; alerts, for everybody who may see rollouts.</summary>
internal sealed class AlertQueries(TenantUnitOfWorks units)
{
    private const int Recent = 100;

    public async Task<Result<IReadOnlyList<AlertChannelView>>> ChannelsAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ManageTenant) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var rows = await work.Db.Set<AlertChannelRow>().AsNoTracking().OrderBy(row => row.CreatedAt).ToListAsync(cancellationToken);
        return Result<IReadOnlyList<AlertChannelView>>.Of(rows.ConvertAll(AlertChannelView.Of));
    }

    public async Task<Result<AlertChannelView>> ChannelAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ManageTenant) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        return await AlertChannels.FindAsync(work, id, cancellationToken) is { } channel ? AlertChannelView.Of(channel) : AlertChannels.Missing(id);
    }

    /// <summary>The latest hundred, newest first.</summary>
    public async Task<Result<IReadOnlyList<AlertView>>> AlertsAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadRollouts) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var alerts = await work.Db.Set<AlertRow>().AsNoTracking().OrderByDescending(row => row.CreatedAt).Take(Recent).ToListAsync(cancellationToken);
        var ids = alerts.ConvertAll(alert => alert.Id);
        var deliveries = (await work.Db.Set<AlertDeliveryRow>().AsNoTracking().Where(row => ids.Contains(row.AlertId)).ToListAsync(cancellationToken)).ToLookup(row => row.AlertId);
        return Result<IReadOnlyList<AlertView>>.Of(alerts.ConvertAll(alert => AlertView.Of(alert, deliveries[alert.Id])));
    }
}
