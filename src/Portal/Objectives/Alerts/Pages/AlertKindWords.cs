namespace Portal.Objectives.Alerts.Pages;

/// <summary>One kind of channel as the guided form asks for it.</summary>
/// <param name="Key">As the API spells it.</param>
/// <param name="Name">For people.</param>
/// <param name="About">What arrives there.</param>
/// <param name="Target">Label of what is no secret; null where there is nothing.</param>
/// <param name="TargetHelp">Why it is asked for, and an example.</param>
/// <param name="Secret">Label of the secret; null where there is none.</param>
/// <param name="SecretHelp">Why it is asked for, and where it is found.</param>
public sealed record AlertKindWords(string Key, string Name, string Icon, string About, string? Target, string? TargetHelp, string? Secret, string? SecretHelp)
{
    public static IReadOnlyList<AlertKindWords> All { get; } =
    [
        new("slackWebhook", "Slack, by webhook", "message-square", "A message each time. Quickest to set up.", null, null,
            "Webhook address", "Why we ask: the address is what lets us post. Slack shows it under Apps, Incoming Webhooks; it begins with https://hooks.slack.com/."),
        new("slackBot", "Slack, by bot", "message-square", "One message for each alert, changed when it is over.", "Slack channel", "Why we ask: a bot can post to many. For example #on-call.",
            "Bot token", "Why we ask: it lets us post and change our own messages. It begins with xoxb- and needs the scope chat:write."),
        new("email", "E-mail", "mail", "One thread for each alert.", "Addresses", "Why we ask: these people get the mail. Up to 20, with commas between.", null, null),
        new("pagerDuty", "PagerDuty", "phone-call", "An incident, resolved when it is over.", null, null,
            "Integration key", "Why we ask: it says which service the incident is of. PagerDuty shows it under Integrations, Events API v2."),
        new("webhook", "Webhook", "network", "A signed message (Standard Webhooks) to a system of yours.", "Address", "Why we ask: messages are sent there. For example https://hooks.example.com/alerts.",
            "Signing key", "Why we ask: your system checks with it that a message is ours. 24 characters or more."),
        new("alertmanager", "Alertmanager", "bell", "Labels and annotations, grouped and silenced by your rules.", "Address", "Why we ask: alerts are posted to its API v2. For example https://alertmanager.example.com.",
            "Bearer token (if it wants one)", "Why we ask: only where it is protected. Empty sends none."),
    ];

    public static AlertKindWords? Find(string? key) => All.FirstOrDefault(kind => kind.Key == key);
}
