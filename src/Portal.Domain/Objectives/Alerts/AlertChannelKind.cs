namespace Portal.Domain.Objectives.Alerts;

/// <summary>Where alerts can be sent.</summary>
public enum AlertChannelKind
{
    /// <summary>An incoming webhook: a new message each time.</summary>
    SlackWebhook,

    /// <summary>A bot's token: one message for each alert, which is changed when it is over.</summary>
    SlackBot,

    Email,

    /// <summary>Events API v2.</summary>
    PagerDuty,

    /// <summary>Standard Webhooks, signed.</summary>
    Webhook,

    /// <summary>API v2 of an Alertmanager.</summary>
    Alertmanager,
}
