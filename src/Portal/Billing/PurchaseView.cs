namespace Portal.Billing;

/// <param name="State">pending, paid, canceled, partially_refunded or refunded.</param>
/// <param name="Amount">The price, without tax.</param>
/// <param name="CheckoutUrl">Where to pay; absent once that is over.</param>
internal sealed record PurchaseView(
    string Id,
    string Plugin,
    string Name,
    string State,
    MoneyView Amount,
    string? CheckoutUrl,
    string BoughtBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset? PaidAt);
