namespace Portal.Domain.Billing;

/// <summary>Why a list of entries is not a journal.</summary>
public enum JournalFault
{
    TooFewEntries,
    ZeroEntry,
    CurrencyDiffersFromAccount,
    Unbalanced,
}
