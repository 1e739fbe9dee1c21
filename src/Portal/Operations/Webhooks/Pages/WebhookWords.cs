using Portal.Components;
using Portal.Domain.Operations.Webhooks;

namespace Portal.Operations.Webhooks.Pages;

/// <summary>Webhooks in words.</summary>
internal static class WebhookWords
{
    public static string Topic(string topic) => topic switch
    {
        Domain.Operations.Topic.Rollout => "Rollouts",
        Domain.Operations.Topic.Installation => "Installations",
        Domain.Operations.Topic.Purchase => "Purchases",
        Domain.Operations.Topic.Domain => "Domains",
        Domain.Operations.Topic.Export => "Exports",
        Domain.Operations.Topic.Quota => "Quotas",
        Domain.Operations.Topic.Tenant => "Settings",
        Domain.Operations.Topic.Checkpoint => "Signatures of the audit log",
        _ => topic,
    };

    public static (string Text, Tone Tone) State(WebhookEndpointView endpoint) => endpoint switch
    {
        { HasSecret: false } => ("Needs a new secret", Tone.Warning),
        { State: nameof(WebhookState.Enabled) } => ("Enabled", Tone.Success),
        _ => ("Disabled", Tone.Neutral),
    };

    public static (string Text, Tone Tone) Outcome(WebhookDeliveryView sent) => sent switch
    {
        { DeliveredAt: not null } => ("Delivered", Tone.Success),
        { Attempts.Count: 0 } => ("Waiting", Tone.Info),
        _ => ("Failed", Tone.Danger),
    };
}
