using Portal.Domain.Billing;

namespace Portal.Domain.Tests.Billing;

public sealed class JournalTests
{
    private static readonly Account Clearing = new(AccountKind.StripeClearing, Currency.Eur);
    private static readonly Account Commission = new(AccountKind.PlatformCommission, Currency.Eur);

    [Fact]
    public void FaultsOf_BalancedEntries_AreNone() =>
        Journal.FaultsOf([Entry.Debit(Clearing, Eur(10)), Entry.Credit(Commission, Eur(10))]).ShouldBeEmpty();

    [Fact]
    public void FaultsOf_OneEntry_AreTooFewAndUnbalanced() =>
        Journal.FaultsOf([Entry.Debit(Clearing, Eur(10))]).ShouldBe([JournalFault.TooFewEntries, JournalFault.Unbalanced]);

    [Fact]
    public void FaultsOf_ZeroEntry_AreFound() =>
        Journal.FaultsOf([Entry.Debit(Clearing, Eur(0)), Entry.Credit(Commission, Eur(0))]).ShouldBe([JournalFault.ZeroEntry]);

    [Fact]
    public void FaultsOf_AmountInAnotherCurrencyThanItsAccount_AreFound() =>
        Journal.FaultsOf([Entry.Debit(Clearing, Usd(10)), Entry.Credit(new Account(AccountKind.PlatformCommission, Currency.Parse("USD")), Usd(10))])
            .ShouldBe([JournalFault.CurrencyDiffersFromAccount]);

    [Fact]
    public void FaultsOf_SumThatWrapsAround_AreUnbalanced() =>
        Journal.FaultsOf([new(Clearing, Eur(long.MaxValue)), new(Clearing, Eur(long.MaxValue)), new(Commission, Eur(2))])
            .ShouldBe([JournalFault.Unbalanced]);

    [Fact]
    public void FaultsOf_BalanceAcrossCurrenciesOnly_AreUnbalanced() =>
        Journal.FaultsOf([Entry.Debit(Clearing, Eur(10)), Entry.Credit(new Account(AccountKind.PlatformCommission, Currency.Parse("USD")), Usd(10))])
            .ShouldBe([JournalFault.Unbalanced]);

    [Fact]
    public void Constructor_Unbalanced_Throws() =>
        Should.Throw<ArgumentException>(() => new Journal("k", JournalKind.PurchasePaid, DateTimeOffset.UnixEpoch, [Entry.Debit(Clearing, Eur(1))]));

    [Fact]
    public void NameOf_EveryKind_ReadsBack() =>
        Enum.GetValues<AccountKind>().ShouldAllBe(kind => ChartOfAccounts.KindOf(ChartOfAccounts.NameOf(kind)) == kind);

    [Theory]
    [InlineData(AccountKind.PublisherPayable, null)]
    [InlineData(AccountKind.StripeClearing, "brightline")]
    public void Account_WithPartyWhereItDoesNotBelong_Refuses(AccountKind kind, string? party) =>
        Should.Throw<ArgumentException>(() => new Account(kind, Currency.Eur, party));

    private static Money Eur(long minor) => new(minor, Currency.Eur);

    private static Money Usd(long minor) => new(minor, Currency.Parse("USD"));
}
