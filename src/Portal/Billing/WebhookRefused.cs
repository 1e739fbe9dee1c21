using Portal.Domain;

namespace Portal.Billing;

/// <summary>400 to whoever is not Stripe, or is too late: the reason is not told.</summary>
internal sealed record WebhookRefused()
    : Error(ErrorKind.Malformed, "webhook.refused", "The event is refused", "The signature does not match the body, is too old, or the body is no event.");
