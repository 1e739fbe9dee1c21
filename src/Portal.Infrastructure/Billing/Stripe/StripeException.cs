namespace Portal.Infrastructure.Billing.Stripe;

/// <summary>Stripe did not do what was asked.</summary>
public abstract class StripeException(string message, Exception? cause = null) : Exception(message, cause);
