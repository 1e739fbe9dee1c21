namespace Portal.Operations.Webhooks;

/// <param name="Secret">Shown this once: <c>whsec_…</c>, for checking signatures.</param>
/// <param name="PreviousSecretUntil">Until when the secret before signs too.</param>
public sealed record WebhookEndpointWithSecret(string Id, string Url, string Secret, DateTimeOffset? PreviousSecretUntil);
