namespace Portal.Domain.Billing;

/// <summary>An account of the chart: its kind, its currency and, where the kind is kept per party, whose.</summary>
public sealed record Account
{
    public Account(AccountKind kind, Currency currency, string? party = null)
    {
        ArgumentNullException.ThrowIfNull(currency);
        if (ChartOfAccounts.IsPerParty(kind) != !string.IsNullOrEmpty(party))
        {
            throw new ArgumentException($"{ChartOfAccounts.NameOf(kind)} is {(party is null ? "kept per party" : "not kept per party")}.", nameof(party));
        }

        Kind = kind;
        Currency = currency;
        Party = party;
    }

    public AccountKind Kind { get; }

    public Currency Currency { get; }

    public string? Party { get; }

    /// <summary><c>publisher_payable:brightline:EUR</c>: unique in the ledger.</summary>
    public string Code => Party is null
        ? $"{ChartOfAccounts.NameOf(Kind)}:{Currency.Code}"
        : $"{ChartOfAccounts.NameOf(Kind)}:{Party}:{Currency.Code}";

    public override string ToString() => Code;
}
