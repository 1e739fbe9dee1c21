namespace Portal.Domain.Billing;

/// <summary>
/// One immutable posting in double entry. It can only exist balanced: per currency its entries add up to zero. The business key
/// names the fact that it records, so that the same fact is posted once however often it is reported.
/// </summary>
public sealed class Journal
{
    public Journal(string businessKey, JournalKind kind, DateTimeOffset occurredAt, IReadOnlyList<Entry> entries)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(businessKey);
        ArgumentNullException.ThrowIfNull(entries);
        var faults = FaultsOf(entries);
        if (faults.Count > 0)
        {
            throw new ArgumentException($"'{businessKey}' is not a journal: {string.Join(", ", faults)}.", nameof(entries));
        }

        BusinessKey = businessKey;
        Kind = kind;
        OccurredAt = occurredAt;
        Entries = [.. entries];
    }

    public string BusinessKey { get; }

    public JournalKind Kind { get; }

    public DateTimeOffset OccurredAt { get; }

    public IReadOnlyList<Entry> Entries { get; }

    /// <summary>The rules of double entry; empty when the entries may be posted.</summary>
    public static IReadOnlyList<JournalFault> FaultsOf(IReadOnlyList<Entry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var faults = new List<JournalFault>();
        if (entries.Count < 2)
        {
            faults.Add(JournalFault.TooFewEntries);
        }

        if (entries.Any(entry => entry.Amount.IsZero))
        {
            faults.Add(JournalFault.ZeroEntry);
        }

        if (entries.Any(entry => !entry.Amount.Currency.Equals(entry.Account.Currency)))
        {
            faults.Add(JournalFault.CurrencyDiffersFromAccount);
        }

        // In Int128: balanced means zero, not zero modulo 2^64.
        var balanced = entries
            .GroupBy(entry => entry.Amount.Currency)
            .All(group => group.Aggregate(Int128.Zero, (sum, entry) => sum + entry.Amount.Minor) == 0);
        if (!balanced)
        {
            faults.Add(JournalFault.Unbalanced);
        }

        return faults;
    }
}
