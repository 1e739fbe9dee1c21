using Portal.Components;

namespace Portal.Tests.Components;

public sealed class WordsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1900, "EUR", "19.00 EUR")]
    [InlineData(-123456789, "EUR", "−1,234,567.89 EUR")]
    [InlineData(5, "USD", "0.05 USD")]
    [InlineData(1900, "JPY", "1,900 JPY")]
    public void Money_OfMinorUnits_ReadsInMajorOnes(long minor, string currency, string words) => MoneyWords.Of(minor, currency).ShouldBe(words);

    [Theory]
    [InlineData(-3, "just now")]
    [InlineData(-45, "45 s ago")]
    [InlineData(-600, "10 min ago")]
    [InlineData(-7200, "2 h ago")]
    [InlineData(-200000, "2 days ago")]
    [InlineData(120, "in 2 min")]
    public void Time_BeforeAndAfterNow_ReadsAsPeopleSayIt(int seconds, string words) => TimeWords.Ago(Now.AddSeconds(seconds), Now).ShouldBe(words);
}
