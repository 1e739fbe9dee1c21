using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Objectives.Alerts;

namespace Portal.Objectives.Alerts;

/// <summary>Alerts with what became of their messages.</summary>
internal sealed class AlertReading(IOptions<AlertOptions> options)
{
    public async Task<List<AlertView>> ReadAsync(TenantUnitOfWork work, IReadOnlyList<AlertRow> alerts, CancellationToken cancellationToken)
    {
        var ids = alerts.Select(alert => alert.Id).ToList();
        var deliveries = (await work.Db.Set<AlertDeliveryRow>().AsNoTracking().Where(row => ids.Contains(row.AlertId)).ToListAsync(cancellationToken)).ToLookup(row => row.AlertId);
        var channels = await work.Db.Set<AlertChannelRow>().AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Name, cancellationToken);
        return [.. alerts.Select(alert => AlertView.Of(alert, deliveries[alert.Id], channels, options.Value.RunbookUrl))];
    }
}
