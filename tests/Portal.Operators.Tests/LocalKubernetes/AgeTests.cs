using Portal.Local.Kubernetes.Tables;

namespace Portal.Operators.Tests.LocalKubernetes;

public sealed class AgeTests
{
    [Theory]
    [InlineData(0, "0s")]
    [InlineData(119, "119s")]
    [InlineData(120, "2m")]
    [InlineData(179, "2m59s")]
    [InlineData(600, "10m")]
    [InlineData(10_799, "179m")]
    [InlineData(10_800, "3h")]
    [InlineData(11_000, "3h3m")]
    [InlineData(28_800, "8h")]
    [InlineData(172_800, "2d")]
    [InlineData(180_000, "2d2h")]
    [InlineData(691_200, "8d")]
    [InlineData(63_072_000, "2y")]
    [InlineData(64_000_000, "2y10d")]
    public void Human_Seconds_ReadAsKubectlPrintsThem(long seconds, string expected)
    {
        Age.Human(TimeSpan.FromSeconds(seconds)).ShouldBe(expected);
    }
}
