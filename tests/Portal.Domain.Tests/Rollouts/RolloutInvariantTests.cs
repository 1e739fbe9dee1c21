using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Freezing;

namespace Portal.Domain.Tests.Rollouts;

/// <summary>Whatever people, pods and crashes do, the world's own checks hold at every write and every rollout ends.</summary>
public sealed class RolloutInvariantTests(ITestOutputHelper output)
{
    [Fact]
    public void Plan_RandomHistories_KeepInvariantsAndEnd()
    {
        const int Histories = 600;
        var first = int.TryParse(Environment.GetEnvironmentVariable("PORTAL_TEST_SEED"), out var given) ? given : Random.Shared.Next(1, 1_000_000);
        for (var seed = first; seed < first + (given > 0 ? 1 : Histories); seed++)
        {
            try
            {
                Live(new Random(seed));
            }
            catch (Exception e)
            {
                output.WriteLine($"seed {seed}: replay with PORTAL_TEST_SEED={seed}");
                throw new InvalidOperationException($"seed {seed}", e);
            }
        }

        output.WriteLine($"{Histories} histories from seed {first}");
    }

    private static void Live(Random random)
    {
        var acknowledges = random.Next(4) != 0;
        var world = new SimulatedWorld
        {
            ReadyAfter = TimeSpan.FromSeconds(random.Next(0, 6)),
            AcceptAfter = TimeSpan.FromSeconds(random.Next(0, acknowledges ? 4 : 3)),
            Acknowledges = acknowledges,
        };
        world.Spec = world.Spec with { Rollback = Rollbacks(random) };
        var revisions = new[] { SimulatedWorld.V1, SimulatedWorld.V2, SimulatedWorld.V3 };
        for (var second = 0; second < 300; second++)
        {
            Disturb(world, revisions, random);
            world.Look(random.Next(8) == 0 ? random.Next(0, 2) : null);
            world.Advance(TimeSpan.FromSeconds(random.Next(1, 3)));
        }

        // Quiet again, with everyone at work: it must end, on the stable version, with the canary gone.
        world.NewPodsNeverReady = false;
        foreach (var pods in new[] { world.Stable, world.Canary }.OfType<SimulatedPods>())
        {
            pods.NeverReady = false;
        }

        world.Report = SimulatedWorld.Healthy;
        world.Spec = world.Spec with { FreezeWindows = [], Paused = false, Retry = null, Approvals = [.. revisions.SelectMany(r => Enumerable.Range(0, 10).Select(i => new RolloutApproval(r.Hash, i, "ann")))] };
        world.RunUntil(w => w.Status.Phase.IsTerminal() && w.Status.Target == w.Spec.Target && w.Weight == 0 && w.Canary is not { Replicas: > 0 }, 2000);
        world.Advance(TimeSpan.FromSeconds(10));
        world.Look();
        world.Look().Actions.ShouldBeEmpty();
    }

    private static void Disturb(SimulatedWorld world, RevisionRef[] revisions, Random random)
    {
        var command = new RolloutCommand(world.Spec.Target.Hash, "ann", $"{random.Next()}");
        switch (random.Next(60))
        {
            case 0:
                world.Spec = world.Spec with { Target = revisions[random.Next(revisions.Length)] };
                break;
            case 1:
                world.Spec = world.Spec with { Abort = command };
                break;
            case 2:
                world.Spec = world.Spec with { Promote = command };
                break;
            case 3:
                world.Spec = world.Spec with { Retry = command, Abort = null, Promote = null };
                break;
            case 4:
                world.Spec = world.Spec with { Paused = !world.Spec.Paused };
                break;
            case 5:
                world.Report = random.Next(4) switch
                {
                    0 => SimulatedWorld.Failed,
                    1 => SimulatedWorld.NoData,
                    2 => _ => null,
                    _ => SimulatedWorld.Healthy,
                };
                break;
            case 6 when world.Canary is { } canary:
                (canary.OldReady, canary.NewReady, canary.ReadyAt) = (0, 0, world.Now + TimeSpan.FromSeconds(random.Next(1, 20)));
                break;
            case 7 when world.Stable is { } stable:
                (stable.OldReady, stable.NewReady, stable.ReadyAt) = (0, 0, world.Now + TimeSpan.FromSeconds(random.Next(1, 20)));
                break;
            case 8:
                world.NewPodsNeverReady = random.Next(4) == 0;
                break;
            case 9:
                world.Drift(random.Next(0, 101));
                break;
            case 10:
                world.Spec = world.Spec with { Strategy = Strategies(random) };
                break;
            case 11:
                world.Spec = world.Spec with { FreezeWindows = random.Next(2) == 0 ? [] : [Frozen(world.Now.AddSeconds(random.Next(40)))] };
                break;
            case 12:
                world.Spec = world.Spec with { Rollback = Rollbacks(random), Replicas = random.Next(1, 4) };
                break;
        }
    }

    private static FreezeWindow Frozen(DateTimeOffset until) => new("weekend", new DatedFreeze(until.UtcDateTime.AddHours(-1), until.UtcDateTime, TimeZoneInfo.Utc));

    private static RollbackSettings Rollbacks(Random random) => new()
    {
        Mode = random.Next(3) == 0 ? RollbackMode.Gradual : RollbackMode.Immediate,
        KeepCanaryFor = TimeSpan.FromSeconds(random.Next(3) == 0 ? 20 : 0),
        RecentRevisions = random.Next(3),
    };

    private static RolloutStrategy Strategies(Random random) => random.Next(9) switch
    {
        0 => new InstantStrategy(),
        1 => new CanaryStrategy([new SetWeightStep(20), new ApproveStep(), new SetWeightStep(60)]),
        2 => new CanaryStrategy([new PauseStep(TimeSpan.FromSeconds(3)), new SetWeightStep(5), new AnalyzeStep(TimeSpan.FromSeconds(4))]),
        3 => new BlueGreenStrategy { Analyze = TimeSpan.FromSeconds(5), KeepOldFor = TimeSpan.FromSeconds(3) },
        4 => new RollingStrategy(),
        5 => new CanaryStrategy(
        [
            new SetCanaryScaleStep(1), new HeaderStep(new HeaderMatch("x-canary", "yes")), new AnalyzeStep(TimeSpan.FromSeconds(3)),
            new SetCanaryScaleStep(null, null, true), new SetWeightStep(40), new SetWeightStep(80),
        ]),
        6 => new CanaryStrategy(
        [
            new SetWeightStep(30), new ApproveStep { Deadline = TimeSpan.FromSeconds(9), OnDeadline = (ApprovalTimeout)random.Next(3) }, new SetWeightStep(60),
        ]),
        7 => new CanaryStrategy([new SetWeightStep(30), new AnalyzeStep(TimeSpan.FromSeconds(4)), new SetWeightStep(75), new AnalyzeStep(TimeSpan.FromSeconds(4))]) { DynamicStableScale = true },
        _ => RolloutStrategy.Default,
    };
}
