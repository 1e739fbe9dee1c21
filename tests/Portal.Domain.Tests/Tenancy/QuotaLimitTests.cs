using Portal.Domain.Tenancy;

namespace Portal.Domain.Tests.Tenancy;

public sealed class QuotaLimitTests
{
    [Theory]
    [InlineData(0L, true)]
    [InlineData(1_000_000_000_000_000L, true)]
    [InlineData(1_000_000_000_000_001L, false)]
    [InlineData(-1L, false)]
    [InlineData(long.MaxValue, false)]
    [InlineData(null, false)]
    public void Check_OfALimit_WantsZeroToTenToTheFifteenth(long? limit, bool holds) =>
        QuotaLimit.Check(limit, "Agreed.").Select(fault => fault.Pointer).ShouldBe(holds ? [] : ["/limit"]);

    [Fact]
    public void Check_WithoutAReason_NamesIt() => QuotaLimit.Check(1, "").Select(fault => fault.Pointer).ShouldBe(["/reason"]);
}
