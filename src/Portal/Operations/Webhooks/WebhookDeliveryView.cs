namespace Portal.Operations.Webhooks;

/// <param name="Id">Sent as <c>webhook-id</c>, the same in every attempt.</param>
/// <param name="Type">The event's type, e.g. <c>rollout.changed</c>.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="DeliveredAt">Null while it is not.</param>
/// <param name="Attempts">In their order.</param>
public sealed record WebhookDeliveryView(
    string Id, string Type, string Subject, DateTimeOffset CreatedAt, DateTimeOffset? DeliveredAt, IReadOnlyList<WebhookAttemptView> Attempts);
