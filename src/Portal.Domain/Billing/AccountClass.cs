namespace Portal.Domain.Billing;

public enum AccountClass
{
    Asset,
    Liability,
    Income,
    Expense,
}
