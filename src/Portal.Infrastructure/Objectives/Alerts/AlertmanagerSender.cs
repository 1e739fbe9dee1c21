using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Domain.Objectives.Alerts;
using Portal.Infrastructure.Operations.Webhooks;

namespace Portal.Infrastructure.Objectives.Alerts;

/// <summary>Alertmanager's <c>POST /api/v2/alerts</c>; labels are what it groups, inhibits and resolves by. Its secret, if it has one, is a bearer token.</summary>
internal sealed class AlertmanagerSender(WebhookSender sender, TimeProvider time) : IAlertSender
{
    // It forgets what is not told again; we tell once.
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(7);

    public AlertChannelKind Kind => AlertChannelKind.Alertmanager;

    public async Task<AlertAnswer> SendAsync(AlertMessage message, CancellationToken cancellationToken)
    {
        var alert = message.Alert;
        var place = alert.DedupKey.Split('/');
        var labels = new JsonObject
        {
            ["alertname"] = "PortalRollout",
            ["class"] = alert.Class,
            ["severity"] = SeverityWord.Of(alert.Severity),
            ["dedup_key"] = alert.DedupKey,
        };
        if (place.Length >= 3)
        {
            (labels["cluster"], labels["namespace"], labels["rollout"]) = (place[0], place[1], place[2]);
        }

        var body = new JsonArray
        {
            new JsonObject
            {
                ["labels"] = labels,
                ["annotations"] = new JsonObject { ["summary"] = alert.Title, ["description"] = message.Text, ["runbook_url"] = alert.RunbookUrl ?? "", ["dashboard_url"] = alert.DashboardUrl ?? "" },
                ["startsAt"] = Time(alert.At),
                ["endsAt"] = Time(message.Action == AlertAction.Resolve ? time.GetUtcNow() : alert.At + Lasts),
                ["generatorURL"] = alert.DashboardUrl ?? "",
            },
        };
        var headers = message.Secret.Length == 0 ? new Dictionary<string, string>() : new Dictionary<string, string> { ["Authorization"] = $"Bearer {message.Secret}" };
        return AlertAnswer.Of(await sender.PostAsync(new Uri($"{message.Target.TrimEnd('/')}/api/v2/alerts"), JsonSerializer.SerializeToUtf8Bytes(body), headers, cancellationToken));
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
