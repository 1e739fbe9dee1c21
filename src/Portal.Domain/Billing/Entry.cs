namespace Portal.Domain.Billing;

/// <summary>One line of a journal. A debit is positive, a credit negative.</summary>
public sealed record Entry(Account Account, Money Amount)
{
    public static Entry Debit(Account account, Money amount) => new(account, amount);

    public static Entry Credit(Account account, Money amount) => new(account, -amount);
}
