using System.Text.Json.Serialization;

namespace Portal.Infrastructure.Billing.Stripe;

public sealed record StripeCharge(
    string Id,
    bool Paid,
    long Amount,
    string? Currency,
    [property: JsonConverter(typeof(ExpandableConverter<StripeBalanceTransaction>))] StripeBalanceTransaction? BalanceTransaction) : IExpandable<StripeCharge>
{
    public static StripeCharge Reference(string id) => new(id, false, 0, null, null);
}
