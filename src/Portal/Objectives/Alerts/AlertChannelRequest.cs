namespace Portal.Objectives.Alerts;

/// <param name="Name">For people.</param>
/// <param name="Kind">slackWebhook, slackBot, email, pagerDuty, webhook or alertmanager.</param>
/// <param name="Target">slackBot: the channel. email: addresses with commas between. webhook, alertmanager: the address. Else nothing.</param>
/// <param name="Secret">slackWebhook: the address. slackBot: the token. pagerDuty: the integration key. webhook: the signing key. alertmanager: a bearer token, if it wants one.</param>
/// <param name="Severity">The least that it is told of: info, warning, error, critical.</param>
/// <param name="QuietFrom">HH:mm; what is only information waits until <paramref name="QuietUntil"/>.</param>
/// <param name="TimeZone">Whose clock; an IANA name, UTC by default.</param>
/// <param name="EscalateAfterMinutes">Told only of what nobody has acknowledged for so long.</param>
/// <param name="Exceptions">By class of alert: the least severity that it is told of instead, or never.</param>
/// <param name="RepeatAfterMinutes">The same again within so many minutes waits for their end.</param>
public sealed record AlertChannelRequest(
    string? Name, string? Kind, string? Target, string? Secret, string? Severity, string? QuietFrom, string? QuietUntil, string? TimeZone, int? EscalateAfterMinutes,
    IReadOnlyDictionary<string, string>? Exceptions = null, int? RepeatAfterMinutes = null);
