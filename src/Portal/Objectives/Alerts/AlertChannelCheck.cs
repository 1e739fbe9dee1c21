using System.Globalization;
using System.Net.Mail;
using Portal.Domain;
using Portal.Domain.Objectives.Alerts;
using Portal.Domain.Operations.Webhooks;

namespace Portal.Objectives.Alerts;

/// <summary>What is wrong with a channel that somebody wants to add, all of it at once.</summary>
internal static class AlertChannelCheck
{
    private const int MostRecipients = 20;

    /// <param name="request">What is asked for.</param>
    /// <param name="insecure">Whether receivers may be in this network and without TLS.</param>
    /// <param name="withSecret">Whether the secret is part of it.</param>
    public static IReadOnlyList<FieldError> Of(AlertChannelRequest request, bool insecure, bool withSecret = true)
    {
        var faults = new List<FieldError?> { FieldText.Check("/name", request.Name, "A name", 100) };
        if (!TryWord<AlertChannelKind>(request.Kind, out var kind))
        {
            faults.Add(new("/kind", FieldText.Excerpt(request.Kind), $"A kind is one of {Words<AlertChannelKind>()}."));
        }
        else
        {
            faults.Add(Target(kind, request.Target, insecure));
            faults.Add(withSecret ? Secret(kind, request.Secret) : null);
        }

        if (!TryWord<AlertSeverity>(request.Severity ?? "warning", out _))
        {
            faults.Add(new("/severity", FieldText.Excerpt(request.Severity), $"A severity is one of {Words<AlertSeverity>()}."));
        }

        if (Minutes(request.QuietFrom) is null != Minutes(request.QuietUntil) is null || (request.QuietFrom is not null && Minutes(request.QuietFrom) is null))
        {
            faults.Add(new("/quietFrom", FieldText.Excerpt(request.QuietFrom), "Quiet hours have a beginning and an end, such as 22:00 and 07:00."));
        }

        if (request.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            faults.Add(new("/timeZone", FieldText.Excerpt(zone), "A time zone has an IANA name, such as Europe/Berlin."));
        }

        if (request.EscalateAfterMinutes is < 1 or > 1440)
        {
            faults.Add(new("/escalateAfterMinutes", request.EscalateAfterMinutes.Value.ToString(CultureInfo.InvariantCulture), "Escalation begins after 1 to 1440 minutes."));
        }

        if (request.RepeatAfterMinutes is < 1 or > 1440)
        {
            faults.Add(new("/repeatAfterMinutes", request.RepeatAfterMinutes.Value.ToString(CultureInfo.InvariantCulture), "The same again waits 1 to 1440 minutes."));
        }

        return [.. faults.OfType<FieldError>(), .. AlertExceptionWords.Check(request.Exceptions)];
    }

    public static bool TryWord<T>(string? word, out T value)
        where T : struct, Enum
    {
        value = Enum.GetValues<T>().FirstOrDefault(known => AlertChannelView.Word(known) == word);
        return AlertChannelView.Word(value) == word;
    }

    public static int? Minutes(string? clock) =>
        TimeOnly.TryParseExact(clock, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? (time.Hour * 60) + time.Minute : null;

    private static FieldError? Target(AlertChannelKind kind, string? target, bool insecure) => kind switch
    {
        AlertChannelKind.SlackBot => FieldText.Check("/target", target, "The Slack channel", 100),
        AlertChannelKind.Email => Recipients(target),
        AlertChannelKind.Webhook or AlertChannelKind.Alertmanager => WebhookUrl.Check(target, insecure) is { } fault ? fault with { Pointer = "/target" } : null,
        _ => string.IsNullOrEmpty(target) ? null : new("/target", FieldText.Excerpt(target), "This kind has no target: where it goes is its secret."),
    };

    private static FieldError? Recipients(string? target)
    {
        var addresses = (target ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return addresses.Length is 0 or > MostRecipients || addresses.Any(address => !MailAddress.TryCreate(address, out var parsed) || parsed.Address != address)
            ? new("/target", FieldText.Excerpt(target), $"Recipients are 1 to {MostRecipients} e-mail addresses with commas between.")
            : null;
    }

    // A secret is never repeated in an answer.
    public static FieldError? Secret(AlertChannelKind kind, string? secret) => kind switch
    {
        AlertChannelKind.Email => string.IsNullOrEmpty(secret) ? null : new("/secret", "", "E-mail has no secret."),
        AlertChannelKind.SlackWebhook => WebhookUrl.Check(secret, insecure: true) is null ? null : new("/secret", "", "The secret is the incoming webhook's address."),
        AlertChannelKind.Webhook => secret is { Length: >= 24 and <= 500 } ? null : new("/secret", "", "The signing key has 24 to 500 characters, such as whsec_ and 32 random bytes in base64."),
        AlertChannelKind.Alertmanager => secret is { Length: > 4000 } ? new("/secret", "", "A token has at most 4000 characters.") : null,
        _ => secret is { Length: >= 8 and <= 4000 } ? null : new("/secret", "", "A secret has 8 to 4000 characters."),
    };

    private static string Words<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(AlertChannelView.Word));
}
