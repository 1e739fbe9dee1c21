using Portal.Domain.Billing;

namespace Portal.Infrastructure.Billing.Stripe;

/// <summary>A payment page for one amount.</summary>
/// <param name="Customer"><c>cus_…</c>.</param>
/// <param name="Reference">Our purchase's id; comes back as <c>client_reference_id</c>.</param>
/// <param name="Item">What is bought, in words.</param>
/// <param name="Price">What is to be paid.</param>
/// <param name="SuccessUrl">Where the browser goes afterwards. Proves nothing.</param>
/// <param name="CancelUrl">Where it goes without paying.</param>
public sealed record CheckoutRequest(string Customer, string Reference, string Item, Money Price, string SuccessUrl, string CancelUrl);
