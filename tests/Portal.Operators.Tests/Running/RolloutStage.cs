using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Local.Kubernetes;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts;

namespace Portal.Operators.Tests.Running;

/// <summary>A cluster of its own with one plugin on it, and operators to be started and killed.</summary>
internal sealed class RolloutStage : IAsyncDisposable
{
    public const string Space = "tenant-acme";
    public const string Plugin = "ci-status";

    private readonly List<RunningOperator> _operators = [];
    private readonly HttpClient _http;

    private RolloutStage(LocalCluster cluster)
    {
        Cluster = cluster;
        _http = new HttpClient { BaseAddress = cluster.Url, Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = new("Bearer", cluster.Token);
        Client = new KubernetesClient(_http);
    }

    public static ResourceKey Key { get; } = new(Space, Plugin);

    public LocalCluster Cluster { get; }

    public IKubernetesClient Client { get; }

    public static async Task<RolloutStage> StartAsync()
    {
        var cluster = await LocalCluster.StartAsync(new LocalClusterOptions(), NullLoggerFactory.Instance, CancellationToken.None);
        var stage = new RolloutStage(cluster);
        await stage.Client.CreateAsync(
            ResourceKind.Namespace, StageDocuments.Namespace(), CancellationToken.None);
        await stage.Client.CreateAsync(ResourceKind.HttpRoute, Route(), CancellationToken.None);
        return stage;
    }

    public async Task<RunningOperator> StartOperatorAsync(string identity = "one")
    {
        var running = await RunningOperator.StartAsync(Cluster.Url, Cluster.Token, identity);
        _operators.Add(running);
        return running;
    }

    /// <summary>Version 1.0.0 live, with an operator at work.</summary>
    public static async Task<(RolloutStage Stage, RunningOperator Operator)> InstalledAsync()
    {
        var stage = await StartAsync();
        var running = await stage.StartOperatorAsync();
        await Deadline.UntilAsync(() => running.Health.IsWatching, "the operator watches");
        await stage.InstallAsync("1.0.0");
        await stage.UntilAsync(status => status.TextAt("phase") == "Completed", "1.0.0 is live");
        return (stage, running);
    }

    public Task InstallAsync(string version, string? steps = null) =>
        Client.CreateAsync(RolloutNames.PluginRollout, Rollout(version, steps ?? """[{"setWeight":100}]""", []), CancellationToken.None);

    /// <summary>Asks for a version as the portal does: the spec is replaced.</summary>
    public Task UpgradeAsync(string version, string steps, params (string Name, string Value)[] behavior) => ChangeAsync(rollout =>
        rollout["spec"] = Rollout(version, steps, behavior)["spec"]!.DeepClone());

    public async Task ChangeAsync(Action<JsonObject> change)
    {
        while (true)
        {
            var rollout = await Client.FindAsync(RolloutNames.PluginRollout, Key, CancellationToken.None);
            change(rollout!);
            try
            {
                await Client.ReplaceAsync(RolloutNames.PluginRollout, rollout!, CancellationToken.None);
                return;
            }
            catch (KubernetesException e) when (e.IsConflict)
            {
                // The operator writes, too.
            }
        }
    }

    public async Task<JsonObject> UntilAsync(Func<JsonObject, bool> isSo, string what, int seconds = 20)
    {
        JsonObject? last = null;
        try
        {
            return await Deadline.UntilAsync(
                async () =>
                {
                    last = (await Client.FindAsync(RolloutNames.PluginRollout, Key, CancellationToken.None))?.ObjectAt("status");
                    return last is not null && isSo(last) ? last : null;
                },
                what,
                seconds);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}; the status was {last?.ToJsonString()}");
        }
    }

    public Task<JsonObject> UntilAsync(string phase, string version, int seconds = 20) =>
        UntilAsync(status => status.TextAt("phase") == phase && status.TextAt("target", "version") == version, $"{version} is {phase}", seconds);

    public async Task<int> CanaryWeightAsync()
    {
        var route = await Client.FindAsync(ResourceKind.HttpRoute, Key, CancellationToken.None);
        return (int)route.ItemsAt("spec", "rules").First().ItemsAt("backendRefs").First(b => b.TextAt("name") == $"{Plugin}-canary").WholeAt("weight")!;
    }

    public async Task<JsonObject> DeploymentAsync(string arm) =>
        (await Client.FindAsync(ResourceKind.Deployment, new(Space, $"{Plugin}-{arm}"), CancellationToken.None))!;

    public async ValueTask DisposeAsync()
    {
        foreach (var running in _operators)
        {
            await running.DisposeAsync();
        }

        _http.Dispose();
        await Cluster.DisposeAsync();
    }

    // As the portal makes it: both services, and the rollout's name for a label.
    private static JsonObject Route()
    {
        var route = StageDocuments.Route(
            """
            [{"matches":[{"path":{"type":"PathPrefix","value":"/"}}],"filters":[{"type":"RequestHeaderModifier","requestHeaderModifier":{"add":[{"name":"x-kept","value":"yes"}]}}],
              "backendRefs":[{"name":"ci-status-stable","port":80,"weight":100},{"name":"ci-status-canary","port":80,"weight":0}]}]
            """);
        route["metadata"]!["labels"] = new JsonObject { [RolloutNames.RolloutLabel] = Plugin };
        return route;
    }

    // These run on the machine's clock: what the virtual stage waits a second for takes a third of one.
    private static JsonObject Rollout(string version, string steps, (string Name, string Value)[] behavior)
    {
        var rollout = StageDocuments.Rollout(version, steps, behavior);
        rollout["spec"]!["drainDelay"] = "PT0.3S";
        rollout["spec"]!["analysis"]!["interval"] = "PT1S";
        return rollout;
    }
}
