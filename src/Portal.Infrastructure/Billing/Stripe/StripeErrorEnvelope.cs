namespace Portal.Infrastructure.Billing.Stripe;

internal sealed record StripeErrorEnvelope(StripeErrorBody? Error);
