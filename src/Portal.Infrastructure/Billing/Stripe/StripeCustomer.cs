namespace Portal.Infrastructure.Billing.Stripe;

public sealed record StripeCustomer(string Id, string? Email, string? Name);
