namespace Portal.Local.Startup;

/// <summary>How web and operator reach Stripe, or what stands in for it.</summary>
internal sealed record StripeAccess(Uri Url, string SecretKey, string WebhookSecret);
