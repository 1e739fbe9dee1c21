using System.Text.Json.Nodes;
using Portal.Domain.Objectives.Alerts;

namespace Portal.Infrastructure.Objectives.Alerts;

/// <summary>An alert as Slack's blocks: a header, a section of at most 3,000 characters, links.</summary>
internal static class SlackText
{
    private const int LongestSection = 3000;
    private const int LongestHeader = 150;

    public static JsonObject Of(AlertMessage message)
    {
        var sign = message.Action == AlertAction.Resolve ? "✅" : message.Alert.Severity switch
        {
            AlertSeverity.Critical => "🔴",
            AlertSeverity.Error => "🟠",
            AlertSeverity.Warning => "🟡",
            _ => "🔵",
        };
        return new JsonObject
        {
            ["text"] = $"{sign} {message.Headline}",
            ["blocks"] = new JsonArray
            {
                new JsonObject { ["type"] = "header", ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = Cut($"{sign} {message.Headline}", LongestHeader) } },
                new JsonObject { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = Cut(Escape(message.Text), LongestSection) } },
            },
        };
    }

    // api.slack.com/reference/surfaces/formatting: three characters have a meaning.
    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..(longest - 1)] + "…";
}
