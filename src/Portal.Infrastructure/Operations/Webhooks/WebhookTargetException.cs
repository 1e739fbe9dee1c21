namespace Portal.Infrastructure.Operations.Webhooks;

/// <summary>An address that is not sent to; the message may be shown to the tenant.</summary>
internal sealed class WebhookTargetException(string message) : Exception(message);
