using Portal.Domain.Access;
using Portal.Domain.Rollouts.Governance;

namespace Portal.Domain.Tests.Rollouts.Governance;

public sealed class DecisionRightTests
{
    private static readonly MemberId Ada = Person(1);
    private static readonly MemberId Ben = Person(2);
    private static readonly MemberId Cleo = Person(3);
    private static readonly ApprovalStage Owners = new("owners", ["platform"], 2, 0, TimeSpan.FromHours(4), DeadlineAction.Abort);

    [Fact]
    public void Find_OfAMemberOfTheGroup_IsTheirOwn() => Right().Find(Ben, ["platform"], []).Value.ShouldBe(Ben);

    [Fact]
    public void Find_OfAnother_IsRefusedWithTheGroupsNamed() => Right().Find(Ben, ["finance"], []).Error.ShouldBe(new NotAnApprover("owners", Owners.Groups));

    [Fact]
    public void Find_OfADelegate_IsInThePlaceOfTheOther() => Right().Find(Cleo, [], [new(Ben, ["platform"])]).Value.ShouldBe(Ben);

    [Fact]
    public void Find_OfADelegateOfADelegate_IsRefused() =>
        Right().Find(Cleo, [], [new(Ben, [])]).Error.ShouldBe(new NotAnApprover("owners", Owners.Groups));

    [Fact]
    public void Find_OfWhoAskedUnderFourEyes_IsRefusedInEveryPlace()
    {
        Right().Find(Ada, ["platform"], []).Error.ShouldBe(new OwnRollout("owners"));
        Right().Find(Ada, [], [new(Ben, ["platform"])]).Error.ShouldBe(new OwnRollout("owners"));
        Right().Find(Ben, [], [new(Ada, ["platform"])]).Error.ShouldBe(new OwnRollout("owners"));
        (Right() with { FourEyes = false }).Find(Ada, ["platform"], []).Value.ShouldBe(Ada);
    }

    [Fact]
    public void Find_OfAPersonWhoWasHeard_IsRefusedInEveryStageAndPlace()
    {
        var heard = Right() with { Decisions = [new("earlier", Ben, Cleo, true, "fine", default)] };
        heard.Find(Ben, ["platform"], []).Error.ShouldBe(new AlreadyDecided("owners"));
        heard.Find(Cleo, ["platform"], []).Error.ShouldBe(new AlreadyDecided("owners"));
        heard.Find(Person(4), [], [new(Ben, ["platform"])]).Error.ShouldBe(new AlreadyDecided("owners"));
        (heard with { FourEyes = false }).Find(Ben, ["platform"], []).Value.ShouldBe(Ben);
    }

    private static DecisionRight Right() => new(Owners, FourEyes: true, Ada, []);

    private static MemberId Person(int number) => new(new Guid(number, 0, 0, new byte[8]));
}
