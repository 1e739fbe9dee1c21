using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Portal.Domain.Objectives.Alerts;
using Portal.Infrastructure.Operations.Webhooks;

namespace Portal.Infrastructure.Objectives.Alerts;

/// <summary>PagerDuty's Events API v2. The key is the alert's own, so that repetitions and the end find the same incident.</summary>
internal sealed class PagerDutySender(WebhookSender sender, IOptions<AlertOptions> options) : IAlertSender
{
    private const int LongestSummary = 1024;

    public AlertChannelKind Kind => AlertChannelKind.PagerDuty;

    public async Task<AlertAnswer> SendAsync(AlertMessage message, CancellationToken cancellationToken)
    {
        var alert = message.Alert;
        var links = new[] { (alert.DashboardUrl, "Rollout"), (alert.RunbookUrl, "Runbook") }.Where(link => link.Item1 is not null)
            .Select(link => new JsonObject { ["href"] = link.Item1, ["text"] = link.Item2 });
        var body = new JsonObject
        {
            ["routing_key"] = message.Secret,
            ["event_action"] = message.Action == AlertAction.Resolve ? "resolve" : "trigger",
            ["dedup_key"] = alert.DedupKey,
            ["client"] = "Portal",
            ["links"] = new JsonArray([.. links]),
            ["payload"] = new JsonObject
            {
                ["summary"] = alert.Title.Length <= LongestSummary ? alert.Title : alert.Title[..LongestSummary],
                ["source"] = alert.DedupKey,
                ["severity"] = SeverityWord.Of(alert.Severity),
                ["timestamp"] = alert.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
                ["class"] = alert.Class,
                ["custom_details"] = new JsonObject(alert.Facts.DistinctBy(fact => fact.Name).Select(fact => KeyValuePair.Create<string, JsonNode?>(fact.Name, fact.Value))
                    .Append(KeyValuePair.Create<string, JsonNode?>("Summary", alert.Summary))),
            },
        };
        return AlertAnswer.Of(await sender.PostAsync(
            new Uri(options.Value.PagerDutyUrl, "/v2/enqueue"), JsonSerializer.SerializeToUtf8Bytes(body), new Dictionary<string, string>(), cancellationToken));
    }
}
