using Portal.Domain;

namespace Portal.Operations.Webhooks;

internal sealed record TooManyWebhookEndpoints(int Most)
    : Error(ErrorKind.Conflict, "webhook-endpoint.too-many", "Too many webhook endpoints", $"A tenant has at most {Most} webhook endpoints. Delete one that is not needed.");
