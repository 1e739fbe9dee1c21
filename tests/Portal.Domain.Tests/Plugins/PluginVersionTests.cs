using Portal.Domain.Plugins;

namespace Portal.Domain.Tests.Plugins;

public sealed class PluginVersionTests
{
    [Fact]
    public void CompareTo_OfTheSpecificationsExample_OrdersAsItSays()
    {
        // Semantic Versioning 2.0.0, section 11.4.4, and 11.2 before and after it.
        string[] ordered =
        [
            "0.9.9", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1",
            "1.1.0", "2.0.0", "10.0.0",
        ];
        for (var left = 0; left < ordered.Length; left++)
        {
            for (var right = 0; right < ordered.Length; right++)
            {
                Math.Sign(PluginVersion.Parse(ordered[left]).CompareTo(PluginVersion.Parse(ordered[right]))).ShouldBe(left.CompareTo(right));
            }
        }
    }

    [Fact]
    public void CompareTo_OfBuildMetadata_IgnoresIt() =>
        PluginVersion.Parse("1.0.0+a").CompareTo(PluginVersion.Parse("1.0.0+b")).ShouldBe(0);

    [Theory]
    [InlineData("1")]
    [InlineData("1.2")]
    [InlineData("01.2.3")]
    [InlineData("1.2.3-")]
    [InlineData("1.2.3-01")]
    [InlineData("1.2.3-a..b")]
    [InlineData("1.2.3+")]
    [InlineData("v1.2.3")]
    [InlineData("1.2.3 ")]
    [InlineData("1.2.3\n")]
    [InlineData("1.2.9999999999")]
    [InlineData("")]
    [InlineData(null)]
    public void TryParse_OfWhatIsNoVersion_IsFalse(string? text) => PluginVersion.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Parse_OfEveryPart_ReadsIt()
    {
        var version = PluginVersion.Parse("1.2.3-rc.1+x.5");
        (version.Major, version.Minor, version.Patch, version.Prerelease, version.Build).ShouldBe((1, 2, 3, "rc.1", "x.5"));
        version.ToString().ShouldBe("1.2.3-rc.1+x.5");
    }

    [Theory]
    [InlineData("ci-status", true)]
    [InlineData("a", true)]
    [InlineData("x2-y3", true)]
    [InlineData("2x", false)]
    [InlineData("ci--status", false)]
    [InlineData("ci-", false)]
    [InlineData("CI", false)]
    [InlineData("a\n", false)]
    public void PluginKey_TryParse_OfEachShape_Decides(string text, bool valid) => PluginKey.TryParse(text, out _).ShouldBe(valid);

    [Fact]
    public void Digest_OfSha256_ReadsBack()
    {
        var digest = Digest.OfSha256(new byte[32]);
        Digest.Parse(digest.Value).ShouldBe(digest);
        digest.Abbreviated.ShouldBe("000000000000");
        Digest.TryParse(digest.Value.ToUpperInvariant(), out _).ShouldBeFalse();
    }
}
