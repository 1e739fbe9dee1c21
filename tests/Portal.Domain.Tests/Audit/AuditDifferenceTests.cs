using Portal.Domain.Audit;

namespace Portal.Domain.Tests.Audit;

public sealed class AuditDifferenceTests
{
    private static readonly AuditField[] Before = [new("state", "Enabled"), new("host", "a.example"), new("until", null), new("target/0", "ada@acme.example", IsPersonal: true)];

    [Fact]
    public void Between_OfWhatChanged_IsTheFieldsThatDifferByName() =>
        AuditDifference.Between(Before, [new("state", "Disabled"), new("host", "a.example"), new("until", "noon"), new("target/0", "eve@acme.example", IsPersonal: true)])
            .ShouldBe([new("state", "Enabled", "Disabled"), new("target/0", "ada@acme.example", "eve@acme.example", IsPersonal: true), new("until", null, "noon")], ignoreOrder: false);

    [Fact]
    public void Between_OfWhatIsGone_HasAllThatItHadAndStaysPersonal() =>
        AuditDifference.Between(Before, [])
            .ShouldBe([new("host", "a.example", null), new("state", "Enabled", null), new("target/0", "ada@acme.example", null, IsPersonal: true)]);

    [Fact]
    public void Between_OfWhatStayed_IsNothing() => AuditDifference.Between(Before, Before).ShouldBeEmpty();
}
