using Portal.Domain.Access;
using Portal.Domain.Rollouts.Freezing;
using Portal.Domain.Rollouts.Governance;

namespace Portal.Domain.Tests.Rollouts.Governance;

public sealed class RolloutGateTests
{
    // A Monday.
    private static readonly DateTimeOffset Asked = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly ApprovalStage Owners = new("owners", ["platform"], 2, 0, TimeSpan.FromHours(4), DeadlineAction.Abort);
    private static readonly ApprovalStage Security = new("security", ["security"], 1, 50, TimeSpan.FromHours(8), DeadlineAction.Hold);
    private static readonly FreezeWindow Noon = new("Lunch", new WeeklyFreeze([DayOfWeek.Monday], new(12, 0), new(13, 0), TimeZoneInfo.Utc));

    [Fact]
    public void Evaluate_WithoutStagesAndFreezes_IsOpen() => Evaluate([], [], [], Asked).ShouldBe(new GateOpen());

    [Fact]
    public void Evaluate_OfAStageThatLacksOne_SaysWhichAndUntilWhen() =>
        Evaluate([Owners, Security], [Approval("owners", 1, 10)], [], Asked.AddMinutes(20))
            .ShouldBe(new GateAwaitingApproval(Owners, 1, Asked.AddHours(4), Overdue: false));

    [Fact]
    public void Evaluate_OfTheNextStage_CountsItsTimeFromTheLastApproval() =>
        Evaluate([Owners, Security], [Approval("owners", 1, 10), Approval("owners", 2, 30)], [], Asked.AddHours(1))
            .ShouldBe(new GateAwaitingApproval(Security, 0, Asked.AddMinutes(30).AddHours(8), Overdue: false));

    [Fact]
    public void Evaluate_WithEveryApproval_IsOpen() =>
        Evaluate([Owners, Security], [Approval("owners", 1, 10), Approval("owners", 2, 30), Approval("security", 3, 40)], [], Asked.AddHours(1)).ShouldBe(new GateOpen());

    [Fact]
    public void Evaluate_AfterARejection_IsRejectedForGood()
    {
        var no = Approval("owners", 2, 30) with { Approves = false };
        var state = Evaluate([Owners], [Approval("owners", 1, 10), no], [], Asked.AddDays(9));
        (state, state.IsClosedForGood).ShouldBe((new GateRejected(no), true));
    }

    [Fact]
    public void Evaluate_AtTheDeadlineOfAStageThatAborts_IsExpired() =>
        Evaluate([Owners], [Approval("owners", 1, 10), Approval("owners", 2, 240)], [], Asked.AddHours(5)).ShouldBe(new GateExpired(Owners, Asked.AddHours(4)));

    [Fact]
    public void Evaluate_AfterTheDeadlineOfAStageThatHolds_WaitsOnAndCountsLateApprovals()
    {
        Evaluate([Security], [], [], Asked.AddHours(9)).ShouldBe(new GateAwaitingApproval(Security, 0, Asked.AddHours(8), Overdue: true));
        Evaluate([Security], [Approval("security", 1, 600)], [], Asked.AddHours(11)).ShouldBe(new GateOpen());
    }

    [Fact]
    public void Evaluate_InAFreeze_IsHeldUntilItsEndUnlessOverridden()
    {
        var noon = new DateTimeOffset(2026, 6, 1, 12, 30, 0, TimeSpan.Zero);
        Evaluate([], [], [Noon], noon).ShouldBe(new GateFrozen("Lunch", noon.AddMinutes(30)));
        RolloutGate.Evaluate(new([], [], [Noon], noon.AddMinutes(1), Asked), noon).ShouldBe(new GateOpen());
        RolloutGate.Evaluate(new([], [], [Noon], noon, Asked), noon).ShouldBe(new GateFrozen("Lunch", noon.AddMinutes(30)));
    }

    [Fact]
    public void Evaluate_OfAnyDecisionsInAnyOrder_OpensOnlyWithEnoughApprovals()
    {
        var random = new Random(20260601);
        for (var run = 0; run < 2_000; run++)
        {
            ApprovalStage[] stages = [Owners with { Required = random.Next(1, 4) }, Security with { Required = random.Next(1, 3) }];
            var decisions = Enumerable.Range(0, random.Next(0, 7))
                .Select(i => Approval(stages[random.Next(2)].Name, i, random.Next(0, 300)) with { Approves = random.Next(8) > 0 }).ToArray();
            var now = Asked.AddMinutes(random.Next(0, 600));
            var state = Evaluate(stages, decisions, [], now);
            var shuffled = decisions.ToArray();
            random.Shuffle(shuffled);
            Evaluate(stages, shuffled, [], now).GetType().ShouldBe(state.GetType(), $"run {run}");
            if (state is GateOpen)
            {
                stages.ShouldAllBe(stage => decisions.Count(d => d.Stage == stage.Name && d.Approves) >= stage.Required, $"run {run}");
            }

            if (state.IsClosedForGood)
            {
                Evaluate(stages, decisions, [], now.AddDays(3)).IsClosedForGood.ShouldBeTrue($"run {run}");
            }
        }
    }

    private static GateState Evaluate(IReadOnlyList<ApprovalStage> stages, IReadOnlyList<ApprovalDecision> decisions, IReadOnlyList<FreezeWindow> freezes, DateTimeOffset now) =>
        RolloutGate.Evaluate(new(stages, decisions, freezes, null, Asked), now);

    private static ApprovalDecision Approval(string stage, int person, int minutes) =>
        new(stage, Person(person), Person(person), true, "fine", Asked.AddMinutes(minutes));

    private static MemberId Person(int number) => new(new Guid(number + 1, 0, 0, new byte[8]));
}
