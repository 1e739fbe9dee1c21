namespace Portal.Domain.Billing;

/// <summary>Where a purchase stands.</summary>
public enum PurchaseState
{
    Pending,
    Paid,
    Failed,
    Canceled,
    Refunded,
}
