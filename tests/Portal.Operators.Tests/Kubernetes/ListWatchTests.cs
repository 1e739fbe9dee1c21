using System.Net;
using System.Text.Json.Nodes;
using Portal.Operators.Kubernetes;
using Portal.Operators.Tests.LocalKubernetes;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Kubernetes;

/// <summary>Scenarios S10 to S12: what a watch may do to whoever relies on it.</summary>
public sealed class ListWatchTests
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<(ResourceKey Key, JsonObject? Resource)> _changes = [];

    [Fact]
    public async Task S11_ObjectDeletedWhileTheWatchIsAway_IsToldAsGone()
    {
        await using var stage = await VirtualStage.StartAsync();
        using var stop = new CancellationTokenSource();
        var running = Follow(stage.Client, TimeProvider.System).RunAsync(stop.Token);
        await Deadline.UntilAsync(() => _changes.Any(change => change.Key == VirtualStage.Key), "the route is seen");

        // No watch comes through, and what has happened is forgotten: only a list can tell.
        stage.Cluster.Faults.Add(new(Portal.Local.Kubernetes.Faults.FaultKind.Error) { Verb = "watch", Status = 503 });
        stage.Cluster.DropWatches();
        await stage.Client.DeleteAsync(ResourceKind.HttpRoute, VirtualStage.Key, CancellationToken.None);
        stage.Cluster.Compact();
        stage.Cluster.Faults.Clear();

        await Deadline.UntilAsync(() => _changes.Any(change => change.Key == VirtualStage.Key && change.Resource is null), "its end is told");
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task S12_WatchThatGoesSilent_IsGivenUpAndBegunAnew()
    {
        var clock = new SimulatedClock();
        using var handler = new SilentWatches();
        using var http = new HttpClient(handler) { BaseAddress = new Uri("http://cluster.test") };
        using var stop = new CancellationTokenSource();
        var running = Follow(new KubernetesClient(http, clock), clock).RunAsync(stop.Token);
        await Deadline.UntilAsync(() => handler.Watches == 1, "it watches");

        // Asked for with ten minutes at most, and half a minute beyond.
        clock.Advance(TimeSpan.FromMinutes(10.6));
        await Deadline.UntilAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                return handler.Watches == 2;
            },
            "it watches anew");
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task S10_ServerThatForgetsEveryVersion_IsListedLessAndLessOften()
    {
        var clock = new SimulatedClock();
        using var handler = new SilentWatches { Refusal = HttpStatusCode.Gone };
        using var http = new HttpClient(handler) { BaseAddress = new Uri("http://cluster.test") };
        using var stop = new CancellationTokenSource();
        var running = Follow(new KubernetesClient(http, clock), clock).RunAsync(stop.Token);
        for (var second = 0; second < 300; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }

        handler.Watches.ShouldBeInRange(3, 40);
        await stop.CancelAsync();
        clock.Advance(TimeSpan.FromMinutes(1));
        await running;
    }

    private ListWatch Follow(IKubernetesClient client, TimeProvider time) =>
        new(client, ResourceKind.HttpRoute, null, null, (key, resource) => _changes.Enqueue((key, resource)), time, new TestLogs<ListWatch>());
}
