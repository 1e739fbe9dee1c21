namespace Portal.Domain.Billing;

/// <summary>The side on which an account grows. Debits are positive in an entry, credits negative.</summary>
public enum NormalSide
{
    Debit,
    Credit,
}
