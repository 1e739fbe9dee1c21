using System.Text.Json.Serialization;

namespace Portal.Infrastructure.Billing.Stripe;

public sealed record StripePaymentIntent(
    string Id, string? Status, [property: JsonConverter(typeof(ExpandableConverter<StripeCharge>))] StripeCharge? LatestCharge) : IExpandable<StripePaymentIntent>
{
    public static StripePaymentIntent Reference(string id) => new(id, null, null);
}
