using Portal.Domain.Tenancy;

namespace Portal.Domain.Tests.Tenancy;

public sealed class QuotaLevelTests
{
    [Theory]
    [InlineData(0, 10, 0, QuotaLevel.Ample)]
    [InlineData(7, 10, 70, QuotaLevel.Ample)]
    [InlineData(8, 10, 80, QuotaLevel.Near)]
    [InlineData(10, 10, 100, QuotaLevel.Reached)]
    [InlineData(15, 10, 150, QuotaLevel.Reached)]
    [InlineData(0, 0, 100, QuotaLevel.Reached)]
    [InlineData(long.MaxValue, 1, 999, QuotaLevel.Reached)]
    public void Level_OfAQuota_FollowsFromWhatIsUsed(long used, long limit, int percent, QuotaLevel level)
    {
        var quota = new Quota(QuotaResource.Members, limit, used);
        (quota.Percent, quota.Level).ShouldBe((percent, level));
    }
}
