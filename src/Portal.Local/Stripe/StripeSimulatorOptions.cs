namespace Portal.Local.Stripe;

/// <summary>How the Stripe stand-in is started.</summary>
/// <param name="DataFolder">Where <c>stripe.json</c> is kept, so that a second start knows every payment.</param>
/// <param name="Port">Loopback port; 0 for a free one.</param>
/// <param name="SecretKey">The only key that is accepted, <c>sk_test_…</c>.</param>
/// <param name="WebhookUrl">Where events are delivered.</param>
/// <param name="WebhookSecret">What deliveries are signed with, <c>whsec_…</c>.</param>
internal sealed record StripeSimulatorOptions(string DataFolder, int Port, string SecretKey, Uri WebhookUrl, string WebhookSecret);
