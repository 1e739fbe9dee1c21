using System.Net;
using Portal.Operators.Kubernetes;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Rollouts;

/// <summary>The same flows with the operator or the API server misbehaving.</summary>
public sealed class RolloutFaultTests
{
    private const string Steps = """[{"setWeight":20},{"analyze":{"duration":"PT4S"}},{"setWeight":100}]""";

    [Fact]
    public async Task Kill_MidCanary_IsContinuedByTheNextProcess()
    {
        var (stage, running) = await RolloutStage.InstalledAsync();
        await using var _ = stage;
        await stage.UpgradeAsync("1.1.0", Steps);
        await stage.UntilAsync(s => s.WholeAt("stepIndex") == 1 && s.TextAt("target", "version") == "1.1.0", "the analysis has begun");

        await running.KillAsync();
        await stage.StartOperatorAsync("two");
        var status = await stage.UntilAsync("Completed", "1.1.0");

        status.ItemsAt("timeline").Count(entry => entry.TextAt("kind") == "Started").ShouldBe(1);
        status.ItemsAt("timeline").Count(entry => entry.TextAt("kind") == "Completed").ShouldBe(1);
    }

    [Fact]
    public async Task Kill_AtEveryWriteOfARollout_EndsWithTheNewVersion()
    {
        var (stage, running) = await RolloutStage.InstalledAsync();
        await using var _ = stage;
        await running.DisposeAsync();
        await stage.UpgradeAsync("1.1.0", """[{"setWeight":50},{"setWeight":100}]""");
        for (var life = 0; life < 40; life++)
        {
            // It dies right after its first write has reached the cluster, before it hears of it.
            var mortal = await stage.StartOperatorAsync("mortal");
            var before = mortal.Handler.Writes.Count;
            mortal.Handler.Fault = _ => mortal.Handler.Writes.Count > before ? throw new HttpRequestException("killed") : null;
            await Deadline.UntilAsync(() => mortal.Handler.Writes.Count > before || Ended(mortal), "it writes something", 20);
            await mortal.KillAsync();
            (await stage.CanaryWeightAsync()).ShouldBeOneOf(0, 50, 100);
            if (Ended(mortal))
            {
                break;
            }
        }

        await stage.StartOperatorAsync("mortal");
        var status = await stage.UntilAsync("Completed", "1.1.0");
        status.TextAt("stable", "version").ShouldBe("1.1.0");
        (await stage.CanaryWeightAsync()).ShouldBe(0);

        static bool Ended(RunningOperator mortal) => mortal.Readings.Readings.Any(r => r.Status.Phase == Domain.Rollouts.RolloutPhase.Completed && r.Status.Target!.Version == "1.1.0");
    }

    [Fact]
    public async Task Conflicts_OnEveryOtherWrite_AreRetried()
    {
        var (stage, running) = await RolloutStage.InstalledAsync();
        await using var _ = stage;
        var writes = 0;
        running.Handler.Fault = request => request.Method != HttpMethod.Get && !request.RequestUri!.AbsolutePath.Contains("/leases", StringComparison.Ordinal) && Interlocked.Increment(ref writes) % 2 == 1
            ? Refusal.Of(HttpStatusCode.Conflict, "Conflict")
            : null;

        await stage.UpgradeAsync("1.1.0", Steps);
        await stage.UntilAsync("Completed", "1.1.0");

        writes.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task ApiServer_AwayForAWhile_LeavesTrafficAndGoesOn()
    {
        var (stage, running) = await RolloutStage.InstalledAsync();
        await using var _ = stage;
        await stage.UpgradeAsync("1.1.0", Steps);
        await stage.UntilAsync(s => s.WholeAt("stepIndex") == 1 && s.TextAt("target", "version") == "1.1.0", "the analysis has begun");

        running.Handler.Fault = _ => throw new HttpRequestException("connection refused");
        await Task.Delay(TimeSpan.FromSeconds(3));
        (await stage.CanaryWeightAsync()).ShouldBe(20);
        var requests = running.Handler.Requests;
        await Task.Delay(TimeSpan.FromSeconds(1));
        (running.Handler.Requests - requests).ShouldBeLessThan(50, "no hot loop");
        running.Handler.Fault = _ => null;

        await stage.UntilAsync("Completed", "1.1.0");
    }

    [Fact]
    public async Task Watch_Expired_IsListedAgain()
    {
        var (stage, running) = await RolloutStage.InstalledAsync();
        await using var _ = stage;
        stage.Cluster.Compact();
        var refused = 0;
        running.Handler.Fault = request => request.RequestUri!.Query.Contains("watch=true", StringComparison.Ordinal) && Interlocked.Increment(ref refused) <= 3
            ? Refusal.Of(HttpStatusCode.Gone, "Expired")
            : null;

        await stage.UpgradeAsync("1.1.0", """[{"setWeight":100}]""");

        await stage.UntilAsync("Completed", "1.1.0");
    }

    [Fact]
    public async Task Leadership_Lost_EndsWritesBeforeAnotherBegins()
    {
        var (stage, first) = await RolloutStage.InstalledAsync();
        await using var _ = stage;
        var second = await stage.StartOperatorAsync("two");
        first.Handler.Fault = request => request.RequestUri!.AbsolutePath.Contains("/leases", StringComparison.Ordinal) ? throw new HttpRequestException("partitioned") : null;
        await stage.UpgradeAsync("1.1.0", """[{"setWeight":20},{"pause":{"duration":"PT6S"}},{"setWeight":100}]""");

        await Deadline.UntilAsync(() => second.Election.IsLeader, "the second takes over");
        first.Election.IsLeader.ShouldBeFalse();
        Should.Throw<NotLeaderException>(first.Election.Demand);
        first.Handler.Writes.Clear();

        await stage.UntilAsync("Completed", "1.1.0");
        first.Handler.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Metrics_Away_HoldThenRollBack()
    {
        var (stage, running) = await RolloutStage.InstalledAsync();
        await using var _ = stage;
        await stage.UpgradeAsync("1.1.0", """[{"setWeight":20},{"analyze":{"duration":"PT30S"}},{"setWeight":100}]""");
        await stage.UntilAsync(s => s.TextAt("verdict") == "Successful", "measurements come in");

        running.Handler.Fault = request => request.RequestUri!.AbsolutePath.Contains("/proxy/", StringComparison.Ordinal) ? Refusal.Of(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable") : null;
        var held = await stage.UntilAsync(s => s.TextAt("verdict") == "NoData", "the loss is noticed");
        held.WholeAt("stepIndex").ShouldBe(1);
        (await stage.CanaryWeightAsync()).ShouldBe(20);

        var status = await stage.UntilAsync("RolledBack", "1.1.0");
        status.TextAt("message")!.ShouldContain("No measurements of version 1.1.0 for 8 s");
    }
}
