using Portal.Infrastructure.Operations.Webhooks;

namespace Portal.Operations.Webhooks;

/// <param name="Topics">What it is told of.</param>
/// <param name="State">One of <c>WebhookState</c>.</param>
/// <param name="HasSecret">Whether it can be signed for; an imported endpoint needs a new secret first.</param>
/// <param name="PreviousSecretUntil">Until when the secret before signs too.</param>
public sealed record WebhookEndpointView(
    string Id, string Url, IReadOnlyList<string> Topics, string State, bool HasSecret, DateTimeOffset? PreviousSecretUntil, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static WebhookEndpointView Of(WebhookEndpointRow row) =>
        new(row.Id.ToString(), row.Url, row.Topics, row.State.ToString(), row.SecretSealed is not null, row.PreviousUntil, row.CreatedAt, row.UpdatedAt);
}
