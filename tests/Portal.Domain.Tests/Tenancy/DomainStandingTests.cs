using Portal.Domain.Tenancy;

namespace Portal.Domain.Tests.Tenancy;

public sealed class DomainStandingTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(DomainState.Pending, DomainEvidence.Proved, 0, DomainState.Verified)]
    [InlineData(DomainState.Pending, DomainEvidence.NotProved, 71, DomainState.Pending)]
    [InlineData(DomainState.Pending, DomainEvidence.NotProved, 72, DomainState.Failed)]
    [InlineData(DomainState.Pending, DomainEvidence.Unknown, 720, DomainState.Pending)]
    [InlineData(DomainState.Verified, DomainEvidence.NotProved, 720, DomainState.Verified)]
    [InlineData(DomainState.Failed, DomainEvidence.Proved, 0, DomainState.Failed)]
    [InlineData(DomainState.Lapsed, DomainEvidence.Proved, 0, DomainState.Lapsed)]
    public void After_OfEachState_FollowsFromTheEvidence(DomainState before, DomainEvidence evidence, int hours, DomainState after) =>
        new DomainStanding(before, Start).After(evidence, Start.AddHours(hours)).State.ShouldBe(after);

    [Fact]
    public void After_AWeekWithoutTheRecord_Lapses()
    {
        var missing = new DomainStanding(DomainState.Verified, Start).After(DomainEvidence.NotProved, Start);
        missing.MissingSince.ShouldBe(Start);
        missing.After(DomainEvidence.NotProved, Start.AddDays(6)).ShouldBe(missing);
        missing.After(DomainEvidence.Unknown, Start.AddDays(30)).ShouldBe(missing);
        missing.After(DomainEvidence.NotProved, Start.AddDays(7)).State.ShouldBe(DomainState.Lapsed);
        missing.After(DomainEvidence.Proved, Start.AddDays(6)).MissingSince.ShouldBeNull();
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(10, 5)]
    [InlineData(600, 60)]
    public void LookAgainAt_WhilePending_WaitsLongerEachTime(int ageMinutes, int waitMinutes)
    {
        var now = Start.AddMinutes(ageMinutes);
        new DomainStanding(DomainState.Pending, Start).LookAgainAt(DomainEvidence.NotProved, now).ShouldBe(now.AddMinutes(waitMinutes));
    }
}
