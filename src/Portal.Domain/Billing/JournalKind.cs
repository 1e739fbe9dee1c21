namespace Portal.Domain.Billing;

public enum JournalKind
{
    PurchasePaid,
    PurchaseRefunded,
}
