using Portal.Domain.Marketplace;
using Portal.Domain.Plugins;

namespace Portal.Domain.Tests.Marketplace;

public sealed class ListedVersionTests
{
    [Theory]
    [InlineData(null, "1.0.0", "1.0.0")]
    [InlineData("1.0.0", "1.1.0", "1.1.0")]
    [InlineData("1.1.0", "1.0.1", "1.1.0")]
    [InlineData("1.1.0", "2.0.0", "1.1.0")]
    [InlineData("1.1.0", "1.2.0-rc.1", "1.1.0")]
    [InlineData("1.0.0-rc.1", "1.0.0", "1.0.0")]
    [InlineData("1.0.0-rc.1", "1.0.0-rc.2", "1.0.0-rc.2")]
    public void Next_OfEachPublication_FollowsReleasesOfItsMajor(string? listed, string published, string expected) =>
        ListedVersion.Next(listed is null ? null : PluginVersion.Parse(listed), PluginVersion.Parse(published)).ToString().ShouldBe(expected);
}
