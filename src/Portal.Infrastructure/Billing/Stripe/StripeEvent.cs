namespace Portal.Infrastructure.Billing.Stripe;

/// <summary>Says that something happened to an object. Delivered at least once and in any order: a reason to look, not the truth.</summary>
public sealed record StripeEvent(string Id, string Type, string? ApiVersion, bool Livemode, long Created, StripeEventData Data);
