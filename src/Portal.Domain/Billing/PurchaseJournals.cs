namespace Portal.Domain.Billing;

/// <summary>Builds the journals of a purchase's life.</summary>
public static class PurchaseJournals
{
    private const string PublisherKey = "1-publisher";
    private const string PlatformKey = "2-platform";
    private const string TaxKey = "3-tax";

    /// <summary>
    /// Paid: the money arrived at Stripe less its fee, which is our expense; the net of tax is owed to the publisher and earned by us
    /// in the share's proportion; tax is owed to its jurisdiction.
    /// </summary>
    public static Journal Paid(SettledPurchase purchase, RevenueShare share)
    {
        ArgumentNullException.ThrowIfNull(purchase);
        ArgumentNullException.ThrowIfNull(share);
        var currency = purchase.Gross.Currency;
        var split = share.Split(purchase.NetOfTax);
        return new Journal(PaidKey(purchase.PurchaseKey), JournalKind.PurchasePaid, purchase.PaidAt, WithoutZeroes(
            Entry.Debit(new Account(AccountKind.StripeClearing, currency), purchase.Gross - purchase.ProviderFee),
            Entry.Debit(new Account(AccountKind.StripeFees, currency), purchase.ProviderFee),
            Entry.Credit(Payable(purchase), split.Publisher),
            Entry.Credit(new Account(AccountKind.PlatformCommission, currency), split.Platform),
            Entry.Credit(TaxAccount(purchase), purchase.Tax)));
    }

    /// <summary>
    /// Refunded, in part or in full: publisher, platform and tax give back in proportion to what each still holds of this sale; the
    /// payment fee is not returned by the provider and stays our expense.
    /// </summary>
    /// <param name="purchase">The sale as it was paid.</param>
    /// <param name="share">The share at which it was posted.</param>
    /// <param name="earlierRefunds">The refunds already posted, oldest first.</param>
    /// <param name="refundKey">Names this refund, for example the provider's id of it.</param>
    /// <param name="refund">Gross amount given back.</param>
    /// <param name="refundedAt">When the provider gave it back.</param>
    public static Journal Refunded(
        SettledPurchase purchase, RevenueShare share, IEnumerable<Money> earlierRefunds, string refundKey, Money refund, DateTimeOffset refundedAt)
    {
        ArgumentNullException.ThrowIfNull(purchase);
        ArgumentNullException.ThrowIfNull(share);
        var remaining = earlierRefunds.Aggregate(Holdings(purchase, share), (held, earlier) => Less(held, Allocation.Refund(earlier, held)));
        var slices = Allocation.Refund(refund, remaining).ToDictionary(slice => slice.Key, slice => slice.Amount, StringComparer.Ordinal);
        return new Journal(RefundKey(purchase.PurchaseKey, refundKey), JournalKind.PurchaseRefunded, refundedAt, WithoutZeroes(
            Entry.Debit(Payable(purchase), slices[PublisherKey]),
            Entry.Debit(new Account(AccountKind.PlatformCommission, refund.Currency), slices[PlatformKey]),
            Entry.Debit(TaxAccount(purchase), slices[TaxKey]),
            Entry.Credit(new Account(AccountKind.StripeClearing, refund.Currency), refund)));
    }

    public static string PaidKey(string purchaseKey) => $"purchase:{purchaseKey}:paid";

    public static string RefundKey(string purchaseKey, string refundKey) => $"purchase:{purchaseKey}:refund:{refundKey}";

    private static IReadOnlyList<AllocationSlice> Holdings(SettledPurchase purchase, RevenueShare share)
    {
        var split = share.Split(purchase.NetOfTax);
        return [new(PublisherKey, split.Publisher), new(PlatformKey, split.Platform), new(TaxKey, purchase.Tax)];
    }

    private static IReadOnlyList<AllocationSlice> Less(IReadOnlyList<AllocationSlice> held, IReadOnlyList<AllocationSlice> given) =>
        [.. held.Zip(given, (slice, part) => slice with { Amount = slice.Amount - part.Amount })];

    private static Account Payable(SettledPurchase purchase) => new(AccountKind.PublisherPayable, purchase.Gross.Currency, purchase.Publisher);

    private static Account TaxAccount(SettledPurchase purchase) =>
        new(AccountKind.TaxPayable, purchase.Gross.Currency, purchase.TaxJurisdiction ?? "unknown");

    private static IReadOnlyList<Entry> WithoutZeroes(params IReadOnlyList<Entry> entries) => [.. entries.Where(entry => !entry.Amount.IsZero)];
}
