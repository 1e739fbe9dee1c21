namespace Portal.Infrastructure.Billing.Stripe;

/// <summary>No answer came, also not after retries. Whether the request took effect is unknown; its idempotency key makes asking again safe.</summary>
public sealed class StripeUnreachableException(Exception cause) : StripeException("Stripe does not answer.", cause);
