namespace Portal.Domain.Billing;

/// <summary>
/// The state machine of a purchase. Reports arrive at least once and in any order, so an event that is already accounted for
/// changes nothing, and one that contradicts the state is refused rather than applied.
/// </summary>
public static class PurchaseLifecycle
{
    /// <returns>The next state, or null when the event cannot happen in this state.</returns>
    public static PurchaseState? Next(PurchaseState state, PurchaseEvent happened) => (state, happened) switch
    {
        // Money decides: a payment that completed while the page was closing is a payment.
        (PurchaseState.Pending or PurchaseState.Canceled, PurchaseEvent.PaymentSucceeded) => PurchaseState.Paid,
        (PurchaseState.Pending or PurchaseState.Canceled, PurchaseEvent.CheckoutExpired) => PurchaseState.Canceled,
        // Old news of a sale that went on.
        (PurchaseState.Paid or PurchaseState.PartiallyRefunded or PurchaseState.Refunded,
            PurchaseEvent.PaymentSucceeded or PurchaseEvent.CheckoutExpired) => state,

        (PurchaseState.Paid or PurchaseState.PartiallyRefunded, PurchaseEvent.PartRefunded) => PurchaseState.PartiallyRefunded,
        (PurchaseState.Paid or PurchaseState.PartiallyRefunded or PurchaseState.Refunded, PurchaseEvent.FullyRefunded) => PurchaseState.Refunded,
        _ => null,
    };

    /// <summary>Whether a purchase in this state lets its plugin be installed.</summary>
    public static bool Entitles(PurchaseState state) => state is PurchaseState.Paid or PurchaseState.PartiallyRefunded;
}
