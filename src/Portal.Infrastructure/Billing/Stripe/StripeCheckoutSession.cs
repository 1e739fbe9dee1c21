using System.Text.Json.Serialization;

namespace Portal.Infrastructure.Billing.Stripe;

/// <summary>A hosted payment page and what became of it.</summary>
/// <param name="Id"><c>cs_…</c>.</param>
/// <param name="Status">open, complete or expired.</param>
/// <param name="PaymentStatus">unpaid, paid or no_payment_required.</param>
/// <param name="Url">Where to pay; null once closed.</param>
/// <param name="Customer">Whose payment.</param>
/// <param name="ClientReferenceId">What we named it by.</param>
/// <param name="AmountTotal">Gross, in minor units.</param>
/// <param name="Currency">In lower case.</param>
/// <param name="TotalDetails">Its tax.</param>
/// <param name="PaymentIntent">An id, or the object when expanded.</param>
public sealed record StripeCheckoutSession(
    string Id,
    string Status,
    string PaymentStatus,
    string? Url,
    string? Customer,
    string? ClientReferenceId,
    long? AmountTotal,
    string? Currency,
    StripeTotalDetails? TotalDetails,
    [property: JsonConverter(typeof(ExpandableConverter<StripePaymentIntent>))] StripePaymentIntent? PaymentIntent);
