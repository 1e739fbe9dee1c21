using System.Text.Json.Serialization;

namespace Portal.Infrastructure.Billing.Stripe;

/// <summary>Readers of the objects that we use, made by the compiler. Fields that we do not use are skipped.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StripeErrorEnvelope))]
[JsonSerializable(typeof(StripeCustomer))]
[JsonSerializable(typeof(StripeCheckoutSession))]
[JsonSerializable(typeof(StripePaymentIntent))]
[JsonSerializable(typeof(StripeCharge))]
[JsonSerializable(typeof(StripeBalanceTransaction))]
[JsonSerializable(typeof(StripeEvent))]
internal sealed partial class StripeJson : JsonSerializerContext;
