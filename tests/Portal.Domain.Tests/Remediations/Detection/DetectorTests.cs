using Portal.Domain.Remediations;
using Portal.Domain.Remediations.Detection;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Planning;

namespace Portal.Domain.Tests.Remediations.Detection;

public sealed class DetectorTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static readonly RolloutSight Well = new()
    {
        Phase = RolloutPhase.Progressing,
        TargetVersion = "1.1.0",
        StableVersion = "1.0.0",
        Pods = [Pod("a", "n1"), Pod("b", "n2")],
        Route = new("HTTPRoute web", 20, 20, null),
        ProgressedAt = Now.AddMinutes(-5),
    };

    [Fact]
    public void Find_OfARolloutThatIsWell_FindsNothing() => Detector.Find(Well, Now).ShouldBeEmpty();

    [Fact]
    public void Find_OfACanaryThatCrashes_GoesBack()
    {
        var found = One(Well with { Pods = [.. Well.Pods, Pod("c", "n1") with { Arm = Arm.Canary, Ready = false, CrashLooping = true, Restarts = 4 }] });
        (found.Kind, found.Part, found.Severity).ShouldBe((RemediationKind.CrashLoop, "canary", FindingSeverity.High));
        found.Words.ShouldBe("1 of 1 pods of version 1.1.0 keeps crashing, 4 restarts so far.");
        found.Remedies.ShouldBe([new(RemedyKind.RollBack, "Send all traffic back to version 1.0.0.")]);
    }

    [Fact]
    public void Find_OfPodsThatCrashOnOneNode_DeletesTheWorstOfThem()
    {
        var found = One(Well with { Pods = [Pod("a", "n1"), Crashing("b", "n2", 3), Crashing("c", "n2", 9)] });
        found.Words.ShouldBe("2 of 3 pods of version 1.0.0, which users have, keep crashing. All of them are on node n2; pods elsewhere are well.");
        found.Remedies.ShouldBe([new(RemedyKind.DeletePod, "Delete the pod c; another one starts, on another node if the cluster has one.", "c")]);
    }

    [Theory]
    [InlineData("n1", "n2", true)] // On two nodes: the nodes are not to blame.
    [InlineData("n3", "n3", false)] // On one, and nothing else is ready.
    public void Find_OfPodsThatCrashForAnotherReason_IsForPeople(string first, string second, bool oneIsReady)
    {
        var found = One(Well with { Pods = [Pod("a", "n3") with { Ready = oneIsReady }, Crashing("b", first, 1), Crashing("c", second, 1)], LastGoodVersion = "0.9.0" });
        found.Remedies.ShouldBe([new(RemedyKind.Tell, "Roll out version 0.9.0, the last one before it that went live, or look at the pods' logs.")]);
        found.Severity.ShouldBe(oneIsReady ? FindingSeverity.Medium : FindingSeverity.High);
    }

    [Fact]
    public void Find_OfARouteThatSomebodyTurned_SetsItBackUnlessAnotherRolloutOwnsIt()
    {
        var found = One(Well with { Phase = RolloutPhase.Completed, Route = new("VirtualService web", 40, 0, null) });
        (found.Words, found.Severity).ShouldBe(("VirtualService web sends 40 % to the canary; the rollout left it at 0 %.", FindingSeverity.High));
        found.Remedies.ShouldBe([new(RemedyKind.LookAgain, "Set it back to 0 %.")]);
        One(Well with { Route = new("HTTPRoute web", -1, 20, "other") }).Remedies.Single().Kind.ShouldBe(RemedyKind.Tell);
    }

    [Theory]
    [InlineData(RolloutPhase.Pending)]
    [InlineData(RolloutPhase.RollingBack)]
    [InlineData(RolloutPhase.Promoting)]
    public void Find_OfARouteThatIsBeingMoved_FindsNothing(RolloutPhase phase) =>
        Detector.Find(Well with { Phase = phase, Route = new("HTTPRoute web", 40, 20, null) }, Now).ShouldBeEmpty();

    [Fact]
    public void Find_OfNoProgress_LooksAgainAndThenAsksAPerson()
    {
        var stuck = Well with { ProgressedAt = Now.AddMinutes(-12), ProgressDeadlineAt = Now.AddMinutes(-1) };
        var found = One(stuck);
        found.Words.ShouldBe("Version 1.1.0 has made no progress for 12 min; 10 min are allowed. It is Progressing.");
        found.After(0).Kind.ShouldBe(RemedyKind.LookAgain);
        (found.After(1).Kind, found.After(1).IsForPeople, found.After(9).Kind).ShouldBe((RemedyKind.RollBack, true, RemedyKind.RollBack));

        Detector.Find(stuck with { ProgressDeadlineAt = Now.AddSeconds(-59) }, Now).ShouldBeEmpty("the operator turns back by itself first");
        Detector.Find(stuck with { IsHeld = true }, Now).ShouldBeEmpty("held by intention");
        Detector.Find(stuck with { Phase = RolloutPhase.AwaitingApproval }, Now).ShouldBeEmpty("a person is waited for");
        One(stuck with { Phase = RolloutPhase.Promoting, ProgressDeadlineAt = null }).After(1).Kind.ShouldBe(RemedyKind.Tell);
    }

    [Fact]
    public void Find_OfAQuotaThatRefusesPods_SaysWhatIsMissingAndHolds()
    {
        var refusal = new QuotaRefusal(Arm.Canary, 4, 2,
            "pods \"web-canary-x\" is forbidden: exceeded quota: compute, requested: limits.cpu=500m,pods=1, used: limits.cpu=4,pods=10, limited: limits.cpu=4,pods=10");
        var found = One(Well with { Refusals = [refusal] });
        found.Words.ShouldBe(
            "The quota compute lets 2 of 4 pods of version 1.1.0 start. Each further one needs 500m limits.cpu more (4 of 4 are used) and 1 pods more (10 of 10 are used).");
        found.Remedies.Single().Kind.ShouldBe(RemedyKind.Hold);
        One(Well with { Phase = RolloutPhase.Pending, Refusals = [refusal] }).Remedies.ShouldBe([new(RemedyKind.Tell, "Raise the quota compute, or make room in it.")]);
        Detector.Find(Well with { Refusals = [refusal with { Message = "no such image" }] }, Now).ShouldBeEmpty();
    }

    [Fact]
    public void Find_OfCredentials_TellsBeforeTheyEnd()
    {
        Detector.Find(Well with { Credentials = [new("Secret m, token", Now.AddDays(4))] }, Now).ShouldBeEmpty();
        One(Well with { Credentials = [new("Secret m, token", Now.AddDays(2))] }).Words.ShouldBe("Secret m, token ends on 2026-11-23 12:00 UTC; measurements need it.");
        One(Well with { Credentials = [new("Secret m, token", Now)] }).Severity.ShouldBe(FindingSeverity.High);
    }

    [Fact]
    public void Find_OfAChangeThatIsNotAnswered_LooksAgainAfterAMinute()
    {
        Detector.Find(Well with { BehindSince = Now.AddSeconds(-59) }, Now).ShouldBeEmpty();
        var found = One(Well with { BehindSince = Now.AddSeconds(-90) });
        (found.Kind, found.After(0).Kind).ShouldBe((RemediationKind.StaleCache, RemedyKind.LookAgain));
    }

    private static Finding One(RolloutSight sight) => Detector.Find(sight, Now).ShouldHaveSingleItem();

    private static PodSight Pod(string name, string node) => new(name, Arm.Stable, node, Ready: true, CrashLooping: false, 0);

    private static PodSight Crashing(string name, string node, int restarts) => Pod(name, node) with { Ready = false, CrashLooping = true, Restarts = restarts };
}
