namespace Portal.Operations.Webhooks;

/// <param name="Operation">Follow it at <c>/api/v1/operations/{id}</c>.</param>
/// <param name="Delivery">The message that is sent.</param>
public sealed record WebhookTestAccepted(string Operation, string Delivery);
