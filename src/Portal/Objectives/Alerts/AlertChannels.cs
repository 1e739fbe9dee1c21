using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Audit;
using Portal.Domain.Access;
using Portal.Domain.Objectives.Alerts;
using Portal.Domain.Operations;
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

    /// <summary>Everything of a checked request but kind and secret.</summary>
    public static void Write(AlertChannelRow channel, AlertChannelRequest request)
    {
        AlertChannelCheck.TryWord<AlertSeverity>(request.Severity ?? "warning", out var severity);
        channel.Name = request.Name!;
        channel.Target = request.Target ?? "";
        channel.Severity = severity;
        channel.QuietFrom = AlertChannelCheck.Minutes(request.QuietFrom);
        channel.QuietUntil = AlertChannelCheck.Minutes(request.QuietUntil);
        channel.TimeZone = request.TimeZone ?? "UTC";
        channel.EscalateAfterMinutes = request.EscalateAfterMinutes;
        channel.Exceptions = AlertExceptionWords.Write(request.Exceptions);
        channel.RepeatAfterMinutes = request.RepeatAfterMinutes;
    }

    /// <summary>Audited, and shown by every open page.</summary>
    public static void Tell(TenantUnitOfWork work, Caller caller, string action, AlertChannelRow channel)
    {
        work.Audit(caller, new(action, "alert-channel", channel.Id.ToString(), channel.Name, new Dictionary<string, string> { ["kind"] = AlertChannelView.Word(channel.Kind) })
        {
            Changes = AuditedRow.Changes(work, channel, AlertChannelFields.Of),
        });
        work.Publish(Topic.Alert, channel.Id.ToString());
    }
}
