using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Domain.Access;
using Portal.Domain.Objectives.Alerts;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Objectives.Alerts;

namespace Portal.Objectives.Alerts;

/// <summary>What the use cases on channels share.</summary>
internal static class AlertChannels
{
    /// <summary>The channel that a request names; null when there is none of this tenant.</summary>
    public static async Task<AlertChannelRow?> FindAsync(TenantUnitOfWork work, string id, CancellationToken cancellationToken) =>
        AlertChannelId.TryParse(id, out var channel) ? await work.Db.Set<AlertChannelRow>().SingleOrDefaultAsync(row => row.Id == channel, cancellationToken) : null;

    public static NotFound Missing(string id) => new("alert channel", id);

    public static void Tell(TenantUnitOfWork work, Caller caller, string action, AlertChannelRow channel) =>
        work.Audit(caller, new(action, "alert-channel", channel.Id.ToString(), channel.Name, new Dictionary<string, string> { ["kind"] = AlertChannelView.Word(channel.Kind) }));
}
