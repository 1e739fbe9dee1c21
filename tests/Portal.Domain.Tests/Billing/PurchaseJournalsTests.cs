using Portal.Domain.Billing;

namespace Portal.Domain.Tests.Billing;

public sealed class PurchaseJournalsTests
{
    [Fact]
    public void Paid_WithTaxAndFee_SplitsTheNetOfTaxAndNothingElse()
    {
        var journal = PurchaseJournals.Paid(Sale(gross: 12_000, tax: 2_000, fee: 320), RevenueShare.Standard);
        Lines(journal).ShouldBe(
        [
            ("stripe_clearing:EUR", 11_680),
            ("stripe_fees:EUR", 320),
            ("publisher_payable:brightline:EUR", -8_000),
            ("platform_commission:EUR", -2_000),
            ("tax_payable:DE:EUR", -2_000),
        ]);
        journal.BusinessKey.ShouldBe("purchase:pur_1:paid");
    }

    [Fact]
    public void Paid_WithoutTax_PostsNoZeroEntry() =>
        Lines(PurchaseJournals.Paid(Sale(gross: 1_900, tax: 0, fee: 54), RevenueShare.Standard)).ShouldBe(
        [
            ("stripe_clearing:EUR", 1_846),
            ("stripe_fees:EUR", 54),
            ("publisher_payable:brightline:EUR", -1_520),
            ("platform_commission:EUR", -380),
        ]);

    [Fact]
    public void Refunded_ByHalf_TakesHalfOfEachAndKeepsTheFeeAsExpense() =>
        Lines(PurchaseJournals.Refunded(Sale(12_000, 2_000, 320), RevenueShare.Standard, [], "re_1", Eur(6_000), At)).ShouldBe(
        [
            ("publisher_payable:brightline:EUR", 4_000),
            ("platform_commission:EUR", 1_000),
            ("tax_payable:DE:EUR", 1_000),
            ("stripe_clearing:EUR", -6_000),
        ]);

    [Fact]
    public void Refunded_InManyParts_ReversesTheSaleExactly() =>
        Seeded.Run(1_000, random =>
        {
            var gross = random.NextInt64(1, 100_000);
            var sale = Sale(gross, tax: random.NextInt64(0, gross + 1), fee: random.NextInt64(0, gross + 1));
            var share = new RevenueShare(new BasisPoints(random.Next(0, 10_001)));
            var journals = new List<Journal> { PurchaseJournals.Paid(sale, share) };
            var refunds = new List<Money>();
            for (var left = gross; left > 0;)
            {
                var refund = Eur(random.NextInt64(1, left + 1));
                journals.Add(PurchaseJournals.Refunded(sale, share, refunds, $"re_{refunds.Count}", refund, At));
                refunds.Add(refund);
                left -= refund.Minor;
            }

            var balances = journals.SelectMany(Lines).GroupBy(line => line.Account).ToDictionary(group => group.Key, group => group.Sum(line => line.Minor));
            var fee = sale.ProviderFee.Minor;
            balances.Where(balance => balance.Value != 0).All(balance =>
                balance.Key == "stripe_fees:EUR" ? balance.Value == fee : balance.Key == "stripe_clearing:EUR" && balance.Value == -fee).ShouldBeTrue();
        });

    [Fact]
    public void Split_OfAnyNet_IsWithinOneUnitAndGrowsWithIt() =>
        Seeded.Run(5_000, random =>
        {
            var net = random.NextInt64(0, 1_000_000);
            var (less, more) = (RevenueShare.Standard.Split(Eur(net)), RevenueShare.Standard.Split(Eur(net + 1)));
            (less.Publisher + less.Platform).ShouldBe(Eur(net));
            Math.Abs((less.Publisher.Minor * 10) - (net * 8)).ShouldBeLessThan(10);
            (more.Publisher >= less.Publisher && more.Platform >= less.Platform).ShouldBeTrue();
        });

    private static readonly DateTimeOffset At = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    private static SettledPurchase Sale(long gross, long tax, long fee) => new("pur_1", "brightline", Eur(gross), Eur(tax), "DE", Eur(fee), At);

    private static IEnumerable<(string Account, long Minor)> Lines(Journal journal) =>
        journal.Entries.Select(entry => (entry.Account.Code, entry.Amount.Minor));

    private static Money Eur(long minor) => new(minor, Currency.Eur);
}
