namespace Portal.Billing.Pages;

/// <summary>How a sale was divided between publisher and platform, read from its entries.</summary>
internal sealed record JournalSplit(string Party, long PublisherMinor, long PlatformMinor, string Currency)
{
    public long PublisherThousandths => PublisherMinor * 1000 / (PublisherMinor + PlatformMinor);

    public long PublisherPercent => (PublisherThousandths + 5) / 10;

    public long PlatformPercent => 100 - PublisherPercent;

    /// <summary>Null for a journal that divides nothing.</summary>
    public static JournalSplit? Of(JournalItem journal)
    {
        var publisher = journal.Entries.FirstOrDefault(entry => entry is { Account: "publisher_payable", AmountMinor: < 0 });
        var platform = journal.Entries.FirstOrDefault(entry => entry is { Account: "platform_commission", AmountMinor: < 0 });
        return publisher is null || platform is null ? null : new(publisher.Party, -publisher.AmountMinor, -platform.AmountMinor, publisher.Currency);
    }
}
