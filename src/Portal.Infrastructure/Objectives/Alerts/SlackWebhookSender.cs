using System.Text.Json;
using Portal.Domain.Objectives.Alerts;
using Portal.Infrastructure.Operations.Webhooks;

namespace Portal.Infrastructure.Objectives.Alerts;

/// <summary>An incoming webhook, whose address is the secret. It cannot change what it said: that something is over is another message.</summary>
internal sealed class SlackWebhookSender(WebhookSender sender) : IAlertSender
{
    public AlertChannelKind Kind => AlertChannelKind.SlackWebhook;

    public async Task<AlertAnswer> SendAsync(AlertMessage message, CancellationToken cancellationToken) => Uri.TryCreate(message.Secret, UriKind.Absolute, out var address)
        ? AlertAnswer.Of(await sender.PostAsync(address, JsonSerializer.SerializeToUtf8Bytes(SlackText.Of(message)), new Dictionary<string, string>(), cancellationToken))
        : new("Its address is none.", IsFinal: true);
}
