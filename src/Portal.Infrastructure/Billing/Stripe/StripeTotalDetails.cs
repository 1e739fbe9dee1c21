namespace Portal.Infrastructure.Billing.Stripe;

public sealed record StripeTotalDetails(long AmountTax);
