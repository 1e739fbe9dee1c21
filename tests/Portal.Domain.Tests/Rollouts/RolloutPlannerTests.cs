using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Planning;

namespace Portal.Domain.Tests.Rollouts;

public sealed class RolloutPlannerTests
{
    [Fact]
    public void Plan_FirstInstall_GoesLiveWithoutSteps()
    {
        var world = new SimulatedWorld();

        world.RunUntil(w => w.Status.Phase == RolloutPhase.Completed);

        world.Status.Stable.ShouldBe(SimulatedWorld.V1);
        world.Told.ShouldBe(["Started", "Completed"]);
        world.Weights.ShouldBeEmpty();
    }

    [Fact]
    public void Plan_Upgrade_WalksEveryStepAndEndsOnStable()
    {
        var world = new SimulatedWorld().Installed();
        world.Spec = world.Spec with { Target = SimulatedWorld.V2 };

        world.RunUntil(w => w.Status.Phase == RolloutPhase.Completed && w.Status.Target == SimulatedWorld.V2);

        world.Weights.ShouldBe([10, 25, 50, 100, 0]);
        world.Stable!.Revision.ShouldBe(SimulatedWorld.V2);
        world.Canary!.Replicas.ShouldBe(0);
        world.Status.Stable.ShouldBe(SimulatedWorld.V2);
        world.Status.Share.ShouldBe(100);
    }

    [Fact]
    public void Plan_CompletedAndUnchanged_PlansNothing()
    {
        var world = new SimulatedWorld().Installed();

        var plan = world.Look();

        plan.Actions.ShouldBeEmpty();
        plan.Status.ShouldBe(world.Status);
        plan.LookAgainIn.ShouldBeNull();
    }

    [Fact]
    public void Plan_VerdictFailed_MovesTrafficBeforeScaling()
    {
        var world = AtWeight(25);
        world.Report = SimulatedWorld.Failed;

        world.RunUntil(w => w.Status.Phase == RolloutPhase.RolledBack);

        world.Actions.Skip(world.Actions.FindLastIndex(a => a is SetWeight)).ShouldBe([new SetWeight(0), new ScaleWorkload(Arm.Canary, 0)]);
        world.Status.Message.ShouldBe("too many errors");
        world.Status.Verdict.ShouldBe(RolloutVerdict.Failed);
        world.Stable!.Revision.ShouldBe(SimulatedWorld.V1);
        world.Status.Share.ShouldBe(0);
    }

    [Fact]
    public void Plan_VerdictFailedWhileAwaitingApproval_RollsBackAnyway()
    {
        var world = new SimulatedWorld().Installed();
        world.Spec = world.Spec with { Target = SimulatedWorld.V2, Strategy = new CanaryStrategy([new SetWeightStep(10), new ApproveStep(), new SetWeightStep(100)]) };
        world.RunUntil(w => w.Status.Phase == RolloutPhase.AwaitingApproval);
        world.Report = SimulatedWorld.Failed;

        world.RunUntil(w => w.Status.Phase == RolloutPhase.RolledBack);

        world.Weights.ShouldBe([10, 0]);
    }

    [Fact]
    public void Plan_Approval_IsWaitedForAndOnlyForThatStepAndRevision()
    {
        var world = new SimulatedWorld().Installed();
        world.Spec = world.Spec with { Target = SimulatedWorld.V2, Strategy = new CanaryStrategy([new SetWeightStep(10), new ApproveStep(), new SetWeightStep(100)]) };
        world.RunUntil(w => w.Status.Phase == RolloutPhase.AwaitingApproval);
        world.Spec = world.Spec with { Approvals = [new RolloutApproval("hash1", 1, "ann"), new RolloutApproval("hash2", 0, "ann")] };
        world.Look();
        world.Advance(TimeSpan.FromHours(5));
        world.Look();
        world.Status.Phase.ShouldBe(RolloutPhase.AwaitingApproval);

        world.Spec = world.Spec with { Approvals = [new RolloutApproval("hash2", 1, "ann")] };
        world.RunUntil(w => w.Status.Phase == RolloutPhase.Completed);

        world.Told.ShouldContain("Approved");
    }

    [Fact]
    public void Plan_PauseWithoutAnEnd_WaitsUntilAPersonResumesThatStep()
    {
        var world = new SimulatedWorld().Installed();
        world.Spec = world.Spec with { Target = SimulatedWorld.V2, Strategy = new CanaryStrategy([new SetWeightStep(10), new PauseStep(null), new SetWeightStep(100)]) };
        world.RunUntil(w => w.Status.Phase == RolloutPhase.Paused);
        world.Advance(TimeSpan.FromHours(5));
        world.Look();
        world.Status.Phase.ShouldBe(RolloutPhase.Paused);

        world.Spec = world.Spec with { Approvals = [new RolloutApproval("hash2", 1, "ann")] };
        world.RunUntil(w => w.Status.Phase == RolloutPhase.Completed);

        world.Weights.ShouldBe([10, 100, 0]);
    }

    [Fact]
    public void Plan_Promote_SkipsTheRemainingSteps()
    {
        var world = AtWeight(10);
        world.Spec = world.Spec with { Promote = new RolloutCommand("hash2", "ann") };

        world.RunUntil(w => w.Status.Phase == RolloutPhase.Completed);

        world.Weights.ShouldBe([10, 100, 0]);
    }

    [Fact]
    public void Plan_Abort_EndsAbortedWithTheReason()
    {
        var world = AtWeight(10);
        world.Spec = world.Spec with { Abort = new RolloutCommand("hash2", "ann", "1", "wrong day") };

        world.RunUntil(w => w.Status.Phase == RolloutPhase.Aborted);

        world.Status.Message.ShouldBe("Aborted by ann: wrong day");
        world.Weights.ShouldBe([10, 0]);
        world.Look().Actions.ShouldBeEmpty();
    }

    [Fact]
    public void Plan_AbortWithNothingUnderWay_DoesNothing()
    {
        var world = new SimulatedWorld().Installed();
        world.Spec = world.Spec with { Abort = new RolloutCommand("hash1", "ann") };

        world.Look().Actions.ShouldBeEmpty();
        world.Status.Phase.ShouldBe(RolloutPhase.Completed);
    }

    [Fact]
    public void Plan_AbortOnceStableIsReplaced_FinishesThePromotion()
    {
        var world = AtWeight(10);
        world.Spec = world.Spec with { Promote = new RolloutCommand("hash2", "ann") };
        world.RunUntil(w => w.Stable!.Revision == SimulatedWorld.V2);
        world.Spec = world.Spec with { Abort = new RolloutCommand("hash2", "ann") };

        world.RunUntil(w => w.Status.Phase.IsTerminal());

        world.Status.Phase.ShouldBe(RolloutPhase.Completed);
    }

    [Fact]
    public void Plan_Retry_StartsAgainOnce()
    {
        var world = AtWeight(10);
        world.Report = SimulatedWorld.Failed;
        world.RunUntil(w => w.Status.Phase == RolloutPhase.RolledBack);
        world.Look();
        world.Status.Phase.ShouldBe(RolloutPhase.RolledBack);
        world.Spec = world.Spec with { Retry = new RolloutCommand("hash2", "ann", "r1") };

        world.Look();
        world.Status.Phase.ShouldBe(RolloutPhase.Pending);
        world.Status.Attempt.ShouldBe(1);
        world.Report = w => w.Observe().Route!.CanaryWeight > 0 ? SimulatedWorld.Failed(w) : null;
        world.RunUntil(w => w.Status.Phase == RolloutPhase.RolledBack);
        world.Look();

        world.Status.Phase.ShouldBe(RolloutPhase.RolledBack);
    }

    [Fact]
    public void Plan_NoData_HoldsThenRollsBack()
    {
        var world = AtWeight(10);
        world.Report = SimulatedWorld.NoData;
        var step = world.Status.StepIndex;
        for (var i = 0; i < 100; i++)
        {
            world.Look();
            world.Advance(TimeSpan.FromSeconds(1));
            world.Status.StepIndex.ShouldBe(step);
            world.Weight.ShouldBe(10);
        }

        world.RunUntil(w => w.Status.Phase == RolloutPhase.RolledBack);

        world.Status.Message.ShouldContain("No measurements");
        world.Told.Count(kind => kind == "NoData").ShouldBe(1);
    }

    [Fact]
    public void Plan_DataReturns_GoesOn()
    {
        var world = AtWeight(10);
        world.Report = SimulatedWorld.NoData;
        for (var i = 0; i < 60; i++)
        {
            world.Look();
            world.Advance(TimeSpan.FromSeconds(1));
        }

        world.Report = SimulatedWorld.Healthy;
        world.RunUntil(w => w.Status.Phase == RolloutPhase.Completed);

        world.Told.ShouldContain("DataReturned");
    }

    [Fact]
    public void Plan_CanaryNeverReady_RollsBackAtTheDeadlineWithoutTraffic()
    {
        var world = new SimulatedWorld().Installed();
        world.NewPodsNeverReady = true;
        world.Spec = world.Spec with { Target = SimulatedWorld.V2, ProgressDeadline = TimeSpan.FromSeconds(30) };

        world.RunUntil(w => w.Status.Phase == RolloutPhase.RolledBack);

        world.Weights.ShouldBeEmpty();
        world.Status.Message.ShouldContain("No progress in 30 s");
    }

    [Fact]
    public void Plan_FirstInstallNeverReady_Fails()
    {
        var world = new SimulatedWorld { NewPodsNeverReady = true };
        world.Spec = world.Spec with { ProgressDeadline = TimeSpan.FromSeconds(30) };

        world.RunUntil(w => w.Status.Phase == RolloutPhase.Failed);

        world.NewPodsNeverReady = false;
        world.Spec = world.Spec with { Target = SimulatedWorld.V2 };
        world.RunUntil(w => w.Status.Phase == RolloutPhase.Completed);
        world.Status.Stable.ShouldBe(SimulatedWorld.V2);
    }

    [Fact]
    public void Plan_NewRevisionMidFlight_TakesTrafficAwayFirst()
    {
        var world = AtWeight(25);
        world.Spec = world.Spec with { Target = SimulatedWorld.V3 };

        world.RunUntil(w => w.Status.Phase == RolloutPhase.Completed);

        world.Weights.ShouldBe([10, 25, 0, 10, 25, 50, 100, 0]);
        world.Status.Stable.ShouldBe(SimulatedWorld.V3);
        world.Status.History.Select(h => (h.Revision.Version, h.Phase)).ShouldBe(
            [("1.0.0", RolloutPhase.Completed), ("2.0.0", RolloutPhase.Aborted), ("3.0.0", RolloutPhase.Completed)]);
    }

    [Fact]
    public void Plan_BackToStableMidFlight_SkipsSteps()
    {
        var world = AtWeight(25);
        world.Spec = world.Spec with { Target = SimulatedWorld.V1 };

        world.RunUntil(w => w.Status.Phase.IsTerminal());

        world.Status.Phase.ShouldBe(RolloutPhase.RolledBack);
        world.Weights.ShouldBe([10, 25, 0]);
        world.Look().Actions.ShouldBeEmpty();
    }

    [Fact]
    public void Plan_NewStableNotReady_KeepsTrafficOnTheCanary()
    {
        var world = AtWeight(10);
        world.Spec = world.Spec with { Promote = new RolloutCommand("hash2", "ann") };
        world.NewPodsNeverReady = true;
        world.RunUntil(w => w.Status.Stalled, 700);

        world.Status.Phase.ShouldBe(RolloutPhase.Promoting);
        world.Weight.ShouldBe(100);
        world.Told.ShouldContain("Stalled");
    }

    [Fact]
    public void Plan_RouteDrift_IsSetBackAndTold()
    {
        var world = AtWeight(10);
        world.Look();
        world.Advance(TimeSpan.FromSeconds(1));
        world.Look();
        world.Drift(90);
        world.Look();

        world.Weight.ShouldBe(10);
        world.Told.ShouldContain("RouteDrift");
    }

    [Fact]
    public void Plan_PausedByAPerson_HoldsAndGoesOn()
    {
        var world = AtWeight(10);
        world.Spec = world.Spec with { Paused = true };
        world.Look();
        world.Advance(TimeSpan.FromHours(3));
        world.Look();
        world.Status.Phase.ShouldBe(RolloutPhase.Paused);
        world.Weight.ShouldBe(10);

        world.Spec = world.Spec with { Paused = false };
        world.RunUntil(w => w.Status.Phase == RolloutPhase.Completed);
    }

    [Fact]
    public void Plan_ScaleOnly_IsNotARevision()
    {
        var world = new SimulatedWorld().Installed();
        world.Spec = world.Spec with { Replicas = 5 };

        world.Look().Actions.ShouldBe([new ScaleWorkload(Arm.Stable, 5)]);
        world.Status.Phase.ShouldBe(RolloutPhase.Completed);
    }

    [Fact]
    public void Plan_StepsTakenAwayMidRun_StartsAgainFromTheFirst()
    {
        var world = AtWeight(50);
        world.Spec = world.Spec with { Strategy = new CanaryStrategy([new SetWeightStep(20), new AnalyzeStep(TimeSpan.FromSeconds(2))]) };

        world.RunUntil(w => w.Status.Phase == RolloutPhase.Completed);

        world.Weights.ShouldBe([10, 25, 50, 20, 100, 0]);
    }

    [Fact]
    public void Plan_StatusLost_AdoptsWhatServes()
    {
        var world = new SimulatedWorld().Installed();
        world.Spec = world.Spec with { Target = SimulatedWorld.V2 };
        world.Status = new RolloutStatus();

        world.RunUntil(w => w.Status.Phase == RolloutPhase.Completed);

        world.Weights.ShouldBe([10, 25, 50, 100, 0]);
    }

    [Fact]
    public void Plan_StepThatHasSeenLittle_KeepsTheVerdictOfEarlierOnes()
    {
        var world = AtWeight(10);
        world.RunUntil(w => w.Status.Verdict == RolloutVerdict.Successful);
        world.Report = w => SimulatedWorld.Healthy(w) with { Verdict = RolloutVerdict.Inconclusive };
        world.Look();

        world.Status.Verdict.ShouldBe(RolloutVerdict.Successful);
    }

    private static SimulatedWorld AtWeight(int weight)
    {
        var world = new SimulatedWorld().Installed();
        world.Spec = world.Spec with { Target = SimulatedWorld.V2 };
        world.RunUntil(w => w.Weight == weight && w.Status.Weights.Accepted == weight);
        return world;
    }
}
