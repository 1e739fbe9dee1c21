using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Local.Kubernetes;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts;
using Portal.Operators.Tests.LocalKubernetes;

namespace Portal.Operators.Tests.Running;

/// <summary>A cluster and a whole operator, with its queue, watches and lease, on one clock that only the test moves: what it asks for in minutes is counted in a second.</summary>
internal sealed class ClockedStage : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.5);

    private readonly SimulatedClock _clock;
    private readonly LocalCluster _cluster;
    private readonly HttpClient _http;
    private RunningOperator? _operator;

    private ClockedStage(LocalCluster cluster, SimulatedClock clock)
    {
        (_cluster, _clock, Skewed) = (cluster, clock, new SkewedTime(clock));
        _http = new HttpClient { BaseAddress = cluster.Url, Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = new("Bearer", cluster.Token);
        Client = new KubernetesClient(_http);
    }

    public IKubernetesClient Client { get; }

    /// <summary>The operator's clock.</summary>
    public SkewedTime Skewed { get; }

    public FaultyHandler Handler => _operator!.Handler;

    /// <summary>A namespace, a route, an operator at work.</summary>
    /// <param name="fault">What goes wrong from the beginning.</param>
    public static async Task<ClockedStage> StartAsync(Func<HttpRequestMessage, HttpResponseMessage?>? fault = null)
    {
        var clock = new SimulatedClock();
        var cluster = await LocalCluster.StartAsync(new LocalClusterOptions { TimeProvider = clock }, NullLoggerFactory.Instance, CancellationToken.None);
        var stage = new ClockedStage(cluster, clock);
        await stage.Client.CreateAsync(ResourceKind.Namespace, StageDocuments.Namespace(), CancellationToken.None);
        await stage.Client.CreateAsync(ResourceKind.HttpRoute, StageDocuments.Route("""[{"backendRefs":[{"name":"ci-status-stable","port":80}]}]"""), CancellationToken.None);
        stage._operator = await RunningOperator.StartAsync(cluster.Url, cluster.Token, "one", stage.Skewed, fault);
        await stage.UntilAsync(() => Task.FromResult(stage._operator.Health.IsWatching), "the operator watches");
        return stage;
    }

    /// <summary>Version 1.1.0 beside 1.0.0, measured.</summary>
    public static async Task<ClockedStage> MidCanaryAsync()
    {
        var stage = await StartAsync();
        await stage.InstallAsync();
        await stage.UntilAsync(async () => (await stage.StatusAsync()).TextAt("phase") == "Completed", "1.0.0 is live");
        var rollout = await stage.FindAsync();
        rollout!["spec"] = StageDocuments.Rollout("1.1.0", """[{"setWeight":20},{"analyze":{"duration":"PT1H"}},{"setWeight":100}]""")["spec"]!.DeepClone();
        rollout["spec"]!["analysis"] = new JsonObject { ["interval"] = "PT5S", ["noDataTimeout"] = "PT30M" };
        await stage.Client.ReplaceAsync(RolloutNames.PluginRollout, rollout, CancellationToken.None);
        await stage.UntilAsync(async () => (await stage.StatusAsync()).WholeAt("stepIndex") == 1 && (await stage.StatusAsync()).TextAt("verdict") == "Successful", "1.1.0 is measured");
        return stage;
    }

    public Task InstallAsync() => Client.CreateAsync(RolloutNames.PluginRollout, StageDocuments.Rollout("1.0.0", """[{"setWeight":100}]"""), CancellationToken.None);

    public Task<JsonObject?> FindAsync() => Client.FindAsync(RolloutNames.PluginRollout, VirtualStage.Key, CancellationToken.None);

    public async Task<JsonObject?> StatusAsync() => (await FindAsync())?.ObjectAt("status");

    public async Task<long> CanaryWeightAsync() => (await Client.FindAsync(ResourceKind.HttpRoute, VirtualStage.Key, CancellationToken.None))
        .ItemsAt("spec", "rules").Single().ItemsAt("backendRefs").FirstOrDefault(backend => backend.TextAt("name") == "ci-status-canary").WholeAt("weight") ?? 0;

    /// <summary>Lets time pass; what the operator asked for meanwhile, its lease left out.</summary>
    public async Task<int> PassAsync(double seconds)
    {
        var before = Handler.Requests - Handler.LeaseRequests;
        for (var left = TimeSpan.FromSeconds(seconds); left > TimeSpan.Zero; left -= Step)
        {
            _clock.Advance(Step);
            await SettleAsync();
        }

        return Handler.Requests - Handler.LeaseRequests - before;
    }

    public async Task UntilAsync(Func<Task<bool>> isSo, string what, int seconds = 300)
    {
        for (var passed = TimeSpan.Zero; !await isSo(); passed += Step)
        {
            if (passed > TimeSpan.FromSeconds(seconds))
            {
                throw new TimeoutException($"not within {seconds} s of the stage's time: {what}; the status was {(await StatusAsync())?.ToJsonString()}");
            }

            _clock.Advance(Step);
            await SettleAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _operator!.DisposeAsync();
        _http.Dispose();
        await _cluster.DisposeAsync();
    }

    /// <summary>Everybody has done what there is to do at this time: nothing has been asked for a moment of real time.</summary>
    private async Task SettleAsync()
    {
        for (var quiet = 0; quiet < 2; quiet++)
        {
            var before = _operator?.Handler.Requests ?? 0;
            await Task.Delay(2);
            if (_operator?.Handler.Requests != before)
            {
                quiet = -1;
            }
        }
    }
}
