namespace Portal.Infrastructure.Billing.Stripe;

/// <summary>Of the object in an event only what finds it again.</summary>
public sealed record StripeEventObject(string Id, string Object, string? Customer);
