using System.Globalization;
using Portal.Domain.Audit;
using Portal.Domain.Objectives.Alerts;
using Portal.Infrastructure.Objectives.Alerts;

namespace Portal.Objectives.Alerts;

/// <summary>What the audit log knows of a channel: of an address its host, which may be all of it that is no secret, and of e-mail each recipient, who can be erased.</summary>
internal static class AlertChannelFields
{
    public static IReadOnlyCollection<AuditField> Of(AlertChannelRow row)
    {
        var view = AlertChannelView.Of(row);
        return
        [
            new("name", view.Name),
            new("kind", view.Kind),
            new("severity", view.Severity),
            new("quietFrom", view.QuietFrom),
            new("quietUntil", view.QuietUntil),
            new("timeZone", view.TimeZone),
            new("escalateAfterMinutes", view.EscalateAfterMinutes?.ToString(CultureInfo.InvariantCulture)),
            new("repeatAfterMinutes", view.RepeatAfterMinutes?.ToString(CultureInfo.InvariantCulture)),
            new("exceptions", view.Exceptions.Count == 0 ? null : string.Join(", ", view.Exceptions.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {pair.Value}"))),
            new("enabled", view.DisabledAt is null ? "true" : "false"),
            new("secondKeyUntil", Time(view.SecondKeyUntil)),
            .. Target(row),
        ];
    }

    private static IEnumerable<AuditField> Target(AlertChannelRow row) => row.Kind switch
    {
        AlertChannelKind.Email => row.Target.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select((address, i) => new AuditField(string.Create(CultureInfo.InvariantCulture, $"target/{i}"), address, IsPersonal: true)),
        AlertChannelKind.Webhook or AlertChannelKind.Alertmanager => [new("target", new Uri(row.Target).Host)],
        _ => [new("target", row.Target.Length == 0 ? null : row.Target)],
    };

    private static string? Time(DateTimeOffset? at) => at?.ToString("O", CultureInfo.InvariantCulture);
}
