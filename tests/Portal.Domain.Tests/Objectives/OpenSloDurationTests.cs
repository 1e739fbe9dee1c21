using Portal.Domain.Objectives;

namespace Portal.Domain.Tests.Objectives;

public sealed class OpenSloDurationTests
{
    [Theory]
    [InlineData("5m", 5)]
    [InlineData("1h", 60)]
    [InlineData("28d", 28 * 1440)]
    [InlineData("4w", 28 * 1440)]
    [InlineData("1M", 30 * 1440)]
    [InlineData("1Q", 90 * 1440)]
    [InlineData("1Y", 365 * 1440)]
    public void TryParse_EveryUnit_IsItsLength(string text, int minutes)
    {
        OpenSloDuration.TryParse(text, out var duration).ShouldBeTrue();
        duration.ShouldBe(TimeSpan.FromMinutes(minutes));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("0d")]
    [InlineData("-1d")]
    [InlineData("1.5h")]
    [InlineData("30 d")]
    [InlineData("30D")]
    [InlineData("PT30S")]
    [InlineData("99999999d")]
    public void TryParse_AnythingElse_IsNone(string? text) => OpenSloDuration.TryParse(text, out _).ShouldBeFalse();
}
