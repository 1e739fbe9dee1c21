using System.Diagnostics;
using System.Text.Json.Nodes;
using Portal.Operators.Kubernetes;

namespace Portal.Benchmarks.Operator;

/// <summary>The leader is killed, and a person aborts a canary: until the other operator has taken the traffic off it.</summary>
internal static class FailoverPhase
{
    public static async Task<(double Seconds, OperatorProcess Successor)> RunAsync(OperatorStage stage, OperatorProcess leader, FleetName canary, CancellationToken cancellationToken)
    {
        var successor = stage.StartOperator();
        await OperatorStage.UntilAsync(() => successor.IsReadyAsync(cancellationToken), "the other one stands by", cancellationToken);
        // It has seen the lease, and renewals of it.
        await Task.Delay(TimeSpan.FromSeconds(5), cancellationToken);
        var revision = (await stage.FindAsync(canary, cancellationToken)).TextAt("status", "revision");
        var killed = Stopwatch.GetTimestamp();
        leader.Kill();
        await stage.ChangeAsync(canary, rollout => rollout["spec"]!["abort"] = new JsonObject { ["revision"] = revision, ["by"] = "ann", ["id"] = "1" }, cancellationToken);
        await OperatorStage.UntilAsync(() => stage.Routes.Of(canary) is [.., { Weight: 0 }], "the other one takes the traffic off the canary", cancellationToken);
        var seconds = Stopwatch.GetElapsedTime(killed, stage.Routes.Of(canary)[^1].At).TotalSeconds;
        Console.WriteLine($"leader killed: the other one has taken the traffic off an aborted canary after {seconds:0.0} s");
        return (seconds, successor);
    }
}
