using Portal.Domain;

namespace Portal.Operations.Webhooks;

internal sealed record WebhookEndpointDisabled(string Id)
    : Error(ErrorKind.Conflict, "webhook-endpoint.disabled", "Nothing is sent to this endpoint",
        $"The webhook endpoint {Id} is disabled, or has no secret. Enable it, or make a new secret, and try again.");
