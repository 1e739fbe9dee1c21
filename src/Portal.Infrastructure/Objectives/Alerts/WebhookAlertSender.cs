using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Domain.Objectives.Alerts;
using Portal.Domain.Operations.Webhooks;
using Portal.Infrastructure.Operations.Webhooks;

namespace Portal.Infrastructure.Objectives.Alerts;

/// <summary>Standard Webhooks with a CloudEvents 1.0 body. The secret may hold two keys with a space between, so that it can be changed without a gap.</summary>
internal sealed class WebhookAlertSender(WebhookSender sender, TimeProvider time) : IAlertSender
{
    public AlertChannelKind Kind => AlertChannelKind.Webhook;

    public async Task<AlertAnswer> SendAsync(AlertMessage message, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(Body(message));
        var (now, keys) = (time.GetUtcNow(), message.Secret.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Key).ToList());
        var headers = new Dictionary<string, string>
        {
            [WebhookSignature.IdHeader] = message.Id,
            [WebhookSignature.TimestampHeader] = WebhookSignature.Timestamp(now),
            [WebhookSignature.SignatureHeader] = WebhookSignature.Write(keys, message.Id, now, body),
        };
        keys.ForEach(key => CryptographicOperations.ZeroMemory(key));
        return AlertAnswer.Of(await sender.PostAsync(new Uri(message.Target), body, headers, cancellationToken));
    }

    private static byte[] Key(string secret) => secret.StartsWith(WebhookSecret.Prefix, StringComparison.Ordinal) && secret[WebhookSecret.Prefix.Length..] is var text
        && Convert.TryFromBase64String(text, new byte[text.Length], out _) ? Convert.FromBase64String(text) : Encoding.UTF8.GetBytes(secret);

    private static JsonObject Body(AlertMessage message) => new()
    {
        ["specversion"] = "1.0",
        ["id"] = message.Id,
        ["type"] = message.Action == AlertAction.Resolve ? "alert.resolved" : "alert.triggered",
        ["source"] = "/alerts",
        ["subject"] = message.Alert.DedupKey,
        ["time"] = message.Alert.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["datacontenttype"] = "application/json",
        ["data"] = new JsonObject
        {
            ["class"] = message.Alert.Class,
            ["severity"] = SeverityWord.Of(message.Alert.Severity),
            ["title"] = message.Alert.Title,
            ["summary"] = message.Alert.Summary,
            ["facts"] = new JsonArray([.. message.Alert.Facts.Select(fact => new JsonObject { ["name"] = fact.Name, ["value"] = fact.Value })]),
            ["dashboardUrl"] = message.Alert.DashboardUrl,
            ["runbookUrl"] = message.Alert.RunbookUrl,
        },
    };
}
