using Portal.Domain.Billing;

namespace Portal.Domain.Tests.Billing;

public sealed class MoneyTests
{
    [Theory]
    [InlineData(1900, "EUR", "EUR 19.00")]
    [InlineData(-5, "EUR", "EUR -0.05")]
    [InlineData(1900, "JPY", "JPY 1900")]
    [InlineData(1900, "KWD", "KWD 1.900")]
    [InlineData(long.MinValue, "EUR", "EUR -92233720368547758.08")]
    public void ToString_OfEachExponent_ShowsAllItsDecimals(long minor, string currency, string expected) =>
        new Money(minor, Currency.Parse(currency)).ToString().ShouldBe(expected);

    [Fact]
    public void Add_OfTwoCurrencies_Refuses() =>
        Should.Throw<InvalidOperationException>(() => new Money(1, Currency.Parse("EUR")) + new Money(1, Currency.Parse("USD")));

    [Fact]
    public void Add_BeyondRange_Throws() =>
        Should.Throw<OverflowException>(() => new Money(long.MaxValue, Currency.Eur) + new Money(1, Currency.Eur));

    [Fact]
    public void CompareTo_OfTwoCurrencies_Refuses() =>
        Should.Throw<InvalidOperationException>(() => new Money(1, Currency.Parse("EUR")) < new Money(2, Currency.Parse("USD")));

    [Theory]
    [InlineData("eur")]
    [InlineData("XYZ")]
    [InlineData("")]
    [InlineData(null)]
    public void TryParse_OfWhatIsNoCurrency_IsFalse(string? code) => Currency.TryParse(code, out _).ShouldBeFalse();

    [Theory]
    [InlineData("UGX", 2)]
    [InlineData("ISK", 2)]
    [InlineData("JPY", 0)]
    [InlineData("BHD", 3)]
    public void Parse_OfSpecialCurrencies_KnowsThePaymentProvidersExponent(string code, int exponent) =>
        Currency.Parse(code).Exponent.ShouldBe(exponent);
}
