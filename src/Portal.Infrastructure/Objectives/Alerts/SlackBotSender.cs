using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Portal.Domain.Objectives.Alerts;
using Portal.Infrastructure.Operations.Webhooks;

namespace Portal.Infrastructure.Objectives.Alerts;

/// <summary><c>chat.postMessage</c>, and <c>chat.update</c> of the same message when it is over.</summary>
internal sealed class SlackBotSender(WebhookSender sender, IOptions<AlertOptions> options) : IAlertSender
{
    private static readonly string[] Passing = ["ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"];

    public AlertChannelKind Kind => AlertChannelKind.SlackBot;

    public async Task<AlertAnswer> SendAsync(AlertMessage message, CancellationToken cancellationToken)
    {
        var body = SlackText.Of(message);
        // What was posted is in the channel's id, which the answer names; the name works for posting only.
        var (channel, time) = message.Reference?.Split('/') is [var id, var ts] ? (id, ts) : (message.Target, null);
        body["channel"] = channel;
        if (time is not null)
        {
            body["ts"] = time;
        }

        var method = time is null ? "chat.postMessage" : "chat.update";
        var headers = new Dictionary<string, string> { ["Authorization"] = $"Bearer {message.Secret}" };
        var answer = await sender.PostAsync(new Uri(options.Value.SlackUrl, $"/api/{method}"), JsonSerializer.SerializeToUtf8Bytes(body), headers, cancellationToken);
        return answer.Error is not null ? AlertAnswer.Of(answer) : Read(answer.Answer);
    }

    /// <summary>Slack answers 200 to refusals as well.</summary>
    private static AlertAnswer Read(string text)
    {
        try
        {
            var answer = JsonNode.Parse(text);
            if ((bool?)answer?["ok"] == true)
            {
                return new(null, $"{answer["channel"]}/{answer["ts"]}");
            }

            var error = (string?)answer?["error"] ?? "an error without a name";
            return new($"Slack says {error}.", IsFinal: !Passing.Contains(error));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new("Slack did not answer with JSON.");
        }
    }
}
