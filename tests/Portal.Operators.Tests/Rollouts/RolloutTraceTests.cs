using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Portal.Operators.Rollouts;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Rollouts;

/// <summary>What the reconciler writes long after the operation has ended belongs to the same trace.</summary>
public sealed class RolloutTraceTests
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    [Fact]
    public async Task Reconcile_UntilTheLastWrite_GoesOnWithTheTraceOfWhoeverAsked()
    {
        var (stage, running) = await RolloutStage.InstalledAsync();
        await using var _ = stage;
        await stage.ChangeAsync(rollout => rollout["metadata"]!["annotations"] = new JsonObject { [RolloutNames.CorrelationAnnotation] = Trace });
        var traces = new ConcurrentQueue<string?>();
        running.Handler.Fault = request =>
        {
            if (request.Method != HttpMethod.Get && !request.RequestUri!.AbsolutePath.Contains("/leases", StringComparison.Ordinal))
            {
                traces.Enqueue(Activity.Current?.TraceId.ToString());
            }

            return null;
        };

        await stage.UpgradeAsync("1.1.0", """[{"setWeight":50},{"setWeight":100}]""");
        await stage.UntilAsync("Completed", "1.1.0");

        // What was still under way of the installation is the installation's.
        var written = traces.SkipWhile(trace => trace != Trace).ToList();
        written.Count.ShouldBeGreaterThan(5);
        written.Distinct().ShouldBe([Trace]);
    }
}
