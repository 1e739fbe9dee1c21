namespace Portal.Infrastructure.Billing.Stripe;

public sealed record StripeEventData(StripeEventObject Object);
