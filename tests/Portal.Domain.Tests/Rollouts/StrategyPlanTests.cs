using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Freezing;
using Portal.Domain.Rollouts.Planning;

namespace Portal.Domain.Tests.Rollouts;

/// <summary>What each strategy does that the default one does not, and what a spec says about going back and about waiting.</summary>
public sealed class StrategyPlanTests
{
    private static readonly CanaryStrategy Dynamic = new(
    [
        new SetWeightStep(25), new AnalyzeStep(TimeSpan.FromSeconds(4)), new SetWeightStep(75), new AnalyzeStep(TimeSpan.FromSeconds(8)), new SetWeightStep(100),
    ])
    {
        DynamicStableScale = true,
    };

    private static readonly HeaderMatch Header = new("x-canary", "yes");

    [Fact]
    public void Plan_DynamicStableScale_GivesUpPodsAfterTheTrafficAndHasThemAllInTheEnd()
    {
        var world = Upgrading(Dynamic);
        world.Spec = world.Spec with { Replicas = 4 };
        world.RunUntil(w => w.Weight == 75);
        world.Stable!.Replicas.ShouldBe(3, "a quarter has moved, three quarters are only asked for");
        world.RunUntil(w => w.Status.StepIndex == 3);
        world.Stable!.Replicas.ShouldBe(1);
        world.RunUntil(w => w.Status.Phase == RolloutPhase.Completed);
        world.Stable!.Replicas.ShouldBe(4);
    }

    [Fact]
    public void Plan_DynamicStableScaleThatFails_GivesBackNoMoreThanReadyPodsCarry()
    {
        var world = Upgrading(Dynamic);
        (world.Spec, world.ReadyAfter) = (world.Spec with { Replicas = 4 }, TimeSpan.FromSeconds(5));
        world.RunUntil(w => w.Stable!.Replicas == 1);
        world.Report = SimulatedWorld.Failed;
        world.RunUntil(w =>
        {
            (100 - w.Weight).ShouldBeLessThanOrEqualTo(25 * w.Stable!.Observe().Ready);
            return w.Status.Phase == RolloutPhase.RolledBack;
        });
        (world.Stable!.Replicas, world.Weight).ShouldBe((4, 0));
    }

    [Fact]
    public void Plan_BlueGreen_SwitchesOnceAndKeepsTheOldVersionUntilItHasWatched()
    {
        var world = Upgrading(new BlueGreenStrategy { Analyze = TimeSpan.FromSeconds(10), KeepOldFor = TimeSpan.FromSeconds(5) });
        world.RunUntil(w => w.Weight == 100);
        var switched = world.Now;
        world.RunUntil(w => w.Stable!.Revision == SimulatedWorld.V2);
        (world.Now - switched).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(15));
        world.RunUntil(w => w.Status.Phase == RolloutPhase.Completed);
        world.Weights.ShouldBe([100, 0]);
    }

    [Fact]
    public void Plan_BlueGreenThatFailsAfterTheSwitch_IsSwitchedBackToTheUntouchedOldVersion()
    {
        var world = Upgrading(new BlueGreenStrategy());
        world.RunUntil(w => w.Weight == 100);
        world.Report = SimulatedWorld.Failed;
        world.RunUntil(w => w.Status.Phase == RolloutPhase.RolledBack);
        world.Weights.ShouldBe([100, 0]);
        world.Actions.Any(action => action is CopyCanaryToStable or ApplyWorkload { Arm: Arm.Stable }).ShouldBeFalse();
    }

    [Fact]
    public void Plan_PreviewOfAnotherStrategy_IsRemoved()
    {
        var world = Upgrading(RolloutStrategy.Default);
        world.HasPreview = true;
        world.RunUntil(w => w.Status.Phase == RolloutPhase.Completed);
        world.Actions.Count(action => action is RemovePreview).ShouldBe(1);
    }

    [Fact]
    public void Plan_Rolling_ReplacesStablePodsWithoutACanary()
    {
        var world = Upgrading(new RollingStrategy());
        world.RunUntil(w => w.Status.Phase == RolloutPhase.Completed);
        world.Actions.ShouldBe([new RollWorkload(2, SimulatedWorld.V1)]);
        world.Status.Stable.ShouldBe(SimulatedWorld.V2);
        world.Told.ShouldBe(["Started", "StepStarted", "Completed"]);
    }

    [Fact]
    public void Plan_RollingThatIsNotReadyInTime_PutsTheTemplateBack()
    {
        var world = Upgrading(new RollingStrategy());
        world.Spec = world.Spec with { ProgressDeadline = TimeSpan.FromSeconds(30) };
        world.NewPodsNeverReady = true;
        world.RunUntil(w => w.Status.Phase == RolloutPhase.RolledBack);
        world.Actions.ShouldBe([new RollWorkload(2, SimulatedWorld.V1), new RestoreTemplate(2)]);
        (world.Stable!.Revision, world.Status.Stable).ShouldBe((SimulatedWorld.V1, SimulatedWorld.V1));
        world.Look().Actions.ShouldBeEmpty();
    }

    [Fact]
    public void Plan_RollingBadThenBadThenGood_KeepsTheLastGoodTemplate()
    {
        var world = Upgrading(new RollingStrategy());
        world.NewPodsNeverReady = true;
        world.RunUntil(w => w.Stable!.Revision == SimulatedWorld.V2);
        world.Spec = world.Spec with { Target = SimulatedWorld.V3 };
        world.RunUntil(w => w.Stable!.Revision == SimulatedWorld.V3);
        world.Kept.ShouldBe(SimulatedWorld.V1);
        world.Stable!.Observe().Ready.ShouldBe(2, "S65: the good pods are still there");
        world.Spec = world.Spec with { Abort = new RolloutCommand("hash3", "ann") };
        world.RunUntil(w => w.Status.Phase == RolloutPhase.Aborted);
        world.Stable!.Revision.ShouldBe(SimulatedWorld.V1);
    }

    [Fact]
    public void Plan_CanaryAfterARollingUpdateThatWasCutOff_PutsTheGoodVersionBackFirst()
    {
        var world = Upgrading(new RollingStrategy());
        world.NewPodsNeverReady = true;
        world.RunUntil(w => w.Stable!.Revision == SimulatedWorld.V2);
        world.NewPodsNeverReady = false;
        world.Spec = world.Spec with { Target = SimulatedWorld.V3, Strategy = RolloutStrategy.Default };
        world.RunUntil(w => w.Canary?.Revision == SimulatedWorld.V3);
        world.Stable!.Revision.ShouldBe(SimulatedWorld.V1);
        world.RunUntil(w => w.Status.Phase == RolloutPhase.Completed);
        world.Status.Stable.ShouldBe(SimulatedWorld.V3);
    }

    [Fact]
    public void Plan_Header_IsSetWithoutAWeightAndGoneAtTheEnd()
    {
        var world = Upgrading(new CanaryStrategy([new HeaderStep(Header), new AnalyzeStep(TimeSpan.FromSeconds(5)), new SetWeightStep(100)]));
        world.RunUntil(w => w.Header == Header);
        world.Weight.ShouldBe(0);
        world.RunUntil(w => w.Status.Phase == RolloutPhase.Completed);
        world.Header.ShouldBeNull();
    }

    [Fact]
    public void Plan_RollbackAtAHeader_RemovesIt()
    {
        var world = Upgrading(new CanaryStrategy([new HeaderStep(Header), new PauseStep(null), new SetWeightStep(100)]));
        world.RunUntil(w => w.Status.Phase == RolloutPhase.Paused);
        world.Report = SimulatedWorld.Failed;
        world.RunUntil(w => w.Status.Phase == RolloutPhase.RolledBack);
        world.Header.ShouldBeNull();
    }

    [Fact]
    public void Plan_CanaryScale_GrowsBeforeItsShareDoes()
    {
        var world = Upgrading(new CanaryStrategy(
            [new SetCanaryScaleStep(null, null, true), new SetWeightStep(10), new PauseStep(TimeSpan.FromSeconds(2)), new SetWeightStep(60), new SetWeightStep(100)]));
        world.Spec = world.Spec with { Replicas = 10 };
        world.RunUntil(w => w.Weight == 10);
        world.Canary!.Replicas.ShouldBe(1);
        world.RunUntil(w => w.Weight == 60);
        world.Canary!.Observe().UpdatedReady.ShouldBe(6);
        world.RunUntil(w => w.Weight == 100);
        world.Canary!.Observe().UpdatedReady.ShouldBe(10);
    }

    [Fact]
    public void Plan_ScaleLeftToSomebodyElse_IsNeverWritten()
    {
        var world = new SimulatedWorld();
        world.Spec = world.Spec with { Replicas = null };
        world.Installed();
        world.Stable!.Replicas = 7;
        world.Advance(TimeSpan.FromSeconds(5));
        world.Look().Actions.ShouldBeEmpty();
        world.Spec = world.Spec with { Target = SimulatedWorld.V2 };
        world.RunUntil(w => w.Status.Phase == RolloutPhase.Completed);
        world.Stable.Replicas.ShouldBe(7);
        world.Actions.Any(action => action is ScaleWorkload { Arm: Arm.Stable }).ShouldBeFalse();
    }

    [Fact]
    public void Plan_GradualRollback_GoesDownTheLevels()
    {
        var world = Upgrading(RolloutStrategy.Default);
        world.Spec = world.Spec with { Rollback = new RollbackSettings { Mode = RollbackMode.Gradual } };
        world.RunUntil(w => w.Weight == 50);
        world.Spec = world.Spec with { Abort = new RolloutCommand("hash2", "ann") };
        world.RunUntil(w => w.Status.Phase == RolloutPhase.Aborted);
        world.Weights.ShouldBe([10, 25, 50, 25, 10, 0]);
    }

    [Fact]
    public void Plan_GradualRollbackToAStableVersionThatIsTooSmall_GoesNoFasterThanItsPods()
    {
        var world = Upgrading(RolloutStrategy.Default);
        world.Spec = world.Spec with { Rollback = new RollbackSettings { Mode = RollbackMode.Gradual } };
        world.RunUntil(w => w.Weight == 50);
        (world.Stable!.NewReady, world.Stable.NeverReady) = (1, true);
        world.Spec = world.Spec with { Abort = new RolloutCommand("hash2", "ann") };
        for (var second = 0; second < 60; second++)
        {
            world.Look();
            world.Advance(TimeSpan.FromSeconds(1));
            world.Weight.ShouldBe(50, "one pod of two carries half");
        }

        world.Stable.NeverReady = false;
        world.RunUntil(w => w.Status.Phase == RolloutPhase.Aborted);
    }

    [Fact]
    public void Plan_KeepCanaryFor_KeepsPodsWithoutTrafficAndThenRemovesThem()
    {
        var world = Upgrading(RolloutStrategy.Default);
        world.Spec = world.Spec with { Rollback = new RollbackSettings { KeepCanaryFor = TimeSpan.FromMinutes(5) } };
        world.RunUntil(w => w.Weight == 10);
        world.Report = SimulatedWorld.Failed;
        world.RunUntil(w => w.Status.Phase == RolloutPhase.RolledBack);
        var ended = world.Now;
        (world.Weight, world.Canary!.Replicas).ShouldBe((0, 2));
        world.RunUntil(w => w.Canary is { Replicas: 0 });
        (world.Now - ended).ShouldBeInRange(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5.1));
        world.Look().Actions.ShouldBeEmpty();
    }

    [Fact]
    public void Plan_BackToARecentVersion_SkipsItsStepsOnceAllItsPodsAreReady()
    {
        var world = Upgrading(RolloutStrategy.Default);
        world.RunUntil(w => w.Status.Phase == RolloutPhase.Completed);
        world.Weights.Clear();
        world.Spec = world.Spec with { Target = SimulatedWorld.V1, Rollback = new RollbackSettings { RecentRevisions = 1 } };
        world.RunUntil(w => w.Weight == 100);
        world.Canary!.Observe().UpdatedReady.ShouldBe(2, "S38");
        world.RunUntil(w => w.Status.Phase == RolloutPhase.Completed);
        world.Weights.ShouldBe([100, 0]);
    }

    [Fact]
    public void Plan_Frozen_BeginsOnlyAfterTheWindow()
    {
        var world = new SimulatedWorld().Installed();
        world.Spec = world.Spec with { Target = SimulatedWorld.V2, FreezeWindows = [Until(world.Now.AddHours(2))] };
        world.Look();
        world.Look();
        world.Canary.ShouldBeNull();
        world.Status.Message.ShouldBe("Held by the freeze window party until 2026-11-21 02:00 UTC.");
        world.Advance(TimeSpan.FromHours(1.99));
        world.Look().LookAgainIn.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(1));
        world.Canary.ShouldBeNull();
        world.Advance(TimeSpan.FromMinutes(1));
        world.RunUntil(w => w.Status.Phase == RolloutPhase.Completed);
        world.Told.Take(3).ShouldBe(["Started", "Paused", "Resumed"]);
    }

    [Fact]
    public void Plan_FrozenByWindowsThatTouch_WaitsForTheEndOfTheLastAndSaysSoAtOnce()
    {
        var world = new SimulatedWorld().Installed();
        world.Spec = world.Spec with
        {
            Target = SimulatedWorld.V2,
            FreezeWindows =
            [
                Until(world.Now.AddHours(2)),
                new FreezeWindow("night", new DatedFreeze(world.Now.UtcDateTime.AddHours(2), world.Now.UtcDateTime.AddHours(9), TimeZoneInfo.Utc)),
            ],
        };
        world.Look();
        world.Look();
        world.Status.Message.ShouldBe("Held by the freeze window party until 2026-11-21 09:00 UTC.");
        world.Advance(TimeSpan.FromHours(3));
        world.Look();
        (world.Status.FrozenUntil, world.Canary).ShouldBe((world.Now.AddHours(6), null));
    }

    [Fact]
    public void Plan_FrozenMidway_GivesNoMoreTrafficAndStillRollsBack()
    {
        var world = Upgrading(RolloutStrategy.Default);
        world.RunUntil(w => w.Weight == 10);
        world.Spec = world.Spec with { FreezeWindows = [Until(world.Now.AddDays(2))] };
        for (var minute = 0; minute < 60; minute++)
        {
            world.Look();
            world.Advance(TimeSpan.FromMinutes(1));
        }

        (world.Weight, world.Status.Phase).ShouldBe((10, RolloutPhase.Progressing));
        world.Report = SimulatedWorld.Failed;
        world.RunUntil(w => w.Status.Phase == RolloutPhase.RolledBack);
    }

    [Fact]
    public void Plan_FreezeOverride_GoesOnAndTellsWhoAndWhyOnce()
    {
        var world = new SimulatedWorld().Installed();
        world.Spec = world.Spec with
        {
            Target = SimulatedWorld.V2,
            FreezeWindows = [Until(world.Now.AddDays(2))],
            FreezeOverride = new FreezeOverride("ann", "security fix", world.Now.AddHours(1)),
        };
        world.RunUntil(w => w.Status.Phase == RolloutPhase.Completed);
        world.Status.Timeline.Select(entry => entry.Message).Count(message => message == "ann overrides the freeze window party: security fix").ShouldBe(1);
    }

    [Theory]
    [InlineData(ApprovalTimeout.Abort, RolloutPhase.Aborted)]
    [InlineData(ApprovalTimeout.Promote, RolloutPhase.Completed)]
    [InlineData(ApprovalTimeout.Hold, RolloutPhase.AwaitingApproval)]
    public void Plan_ApprovalDeadline_DoesWhatTheStepSays(ApprovalTimeout timeout, RolloutPhase end)
    {
        var world = Upgrading(new CanaryStrategy(
            [new SetWeightStep(10), new ApproveStep { Deadline = TimeSpan.FromMinutes(1), OnDeadline = timeout }, new SetWeightStep(100)]));
        for (var second = 0; second < 200; second++)
        {
            world.Look();
            world.Advance(TimeSpan.FromSeconds(1));
        }

        world.Status.Phase.ShouldBe(end);
    }

    [Fact]
    public void Plan_ApprovalWithAFifthOfItsTimeLeft_RemindsOnce()
    {
        var world = Upgrading(new CanaryStrategy([new SetWeightStep(10), new ApproveStep { Groups = ["qa"], Deadline = TimeSpan.FromMinutes(100) }, new SetWeightStep(100)]));
        world.RunUntil(w => w.Status.Phase == RolloutPhase.AwaitingApproval);
        Reminders(79).ShouldBeEmpty();
        Reminders(15).ShouldHaveSingleItem().ShouldStartWith("Step 2 of 3 still waits for qa, with ");

        List<string> Reminders(int minutes)
        {
            for (var minute = 0; minute < minutes; minute++)
            {
                world.Look();
                world.Advance(TimeSpan.FromMinutes(1));
            }

            return [.. world.Status.Timeline.Where(entry => entry.Kind == nameof(RolloutEventKind.ApprovalDue)).Select(entry => entry.Message)];
        }
    }

    [Fact]
    public void Plan_ApprovalOfAnotherGroup_DoesNotCount()
    {
        var world = Upgrading(new CanaryStrategy([new SetWeightStep(10), new ApproveStep { Groups = ["qa"] }, new SetWeightStep(100)]));
        world.RunUntil(w => w.Status.Phase == RolloutPhase.AwaitingApproval);
        world.Spec = world.Spec with { Approvals = [new RolloutApproval("hash2", 1, "ann"), new RolloutApproval("hash2", 1, "bob", "leads")] };
        world.Look();
        world.Status.Phase.ShouldBe(RolloutPhase.AwaitingApproval);
        world.Spec = world.Spec with { Approvals = [new RolloutApproval("hash2", 1, "cy", "qa")] };
        world.RunUntil(w => w.Status.Phase == RolloutPhase.Completed);
    }

    [Fact]
    public void Plan_RouteThatAcknowledgesNothing_IsTrustedOnlyAfterAMoment()
    {
        var world = Upgrading(new CanaryStrategy([new SetWeightStep(10), new SetWeightStep(100)]));
        world.Acknowledges = false;
        world.RunUntil(w => w.Weight == 10);
        var set = world.Now;
        world.RunUntil(w => w.Status.Weights.Accepted == 10);
        (world.Now - set).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(2));
        world.RunUntil(w => w.Status.Phase == RolloutPhase.Completed);
    }

    [Theory]
    [InlineData(2, 20, 1)]
    [InlineData(4, 20, 1)]
    [InlineData(10, 20, 3)]
    [InlineData(10, 50, 10)]
    [InlineData(10, 90, 10)]
    [InlineData(3, 100, 3)]
    public void CanaryPods_Weight_IsAsCloseAsPodsAllow(int replicas, int weight, int pods) => ReplicaShare.CanaryPods(replicas, weight).ShouldBe(pods);

    private static SimulatedWorld Upgrading(RolloutStrategy strategy)
    {
        var world = new SimulatedWorld().Installed();
        world.Spec = world.Spec with { Target = SimulatedWorld.V2, Strategy = strategy };
        return world;
    }

    private static FreezeWindow Until(DateTimeOffset end) => new("party", new DatedFreeze(end.UtcDateTime.AddDays(-3), end.UtcDateTime, TimeZoneInfo.Utc));
}
