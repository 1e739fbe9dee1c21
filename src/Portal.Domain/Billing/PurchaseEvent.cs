namespace Portal.Domain.Billing;

/// <summary>What can happen to a purchase.</summary>
public enum PurchaseEvent
{
    PaymentSucceeded,
    CheckoutExpired,
    PartRefunded,
    FullyRefunded,
}
