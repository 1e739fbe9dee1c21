namespace Portal.Infrastructure.Billing.Stripe;

internal sealed record StripeErrorBody(string? Type, string? Code, string? Message);
