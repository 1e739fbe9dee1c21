namespace Portal.Domain.Billing;

/// <summary>Where a purchase stands.</summary>
public enum PurchaseState
{
    /// <summary>Recorded; the payment page is open or about to be. A declined card leaves it open.</summary>
    Pending,

    Paid,

    /// <summary>The payment page closed unpaid.</summary>
    Canceled,

    PartiallyRefunded,

    Refunded,
}
