using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Domain.Rollouts.Queueing;
using Portal.Local.Kubernetes;
using Portal.Operators.Kubernetes;
using Portal.Operators.Objectives;
using Portal.Operators.Rollouts;
using Portal.Operators.Rollouts.Metrics;
using Portal.Operators.Rollouts.Metrics.Otlp;
using Portal.Operators.Tests.LocalKubernetes;

namespace Portal.Operators.Tests.Running;

/// <summary>
/// A cluster and an operator on one clock that only the test moves: minutes of a rollout pass in milliseconds, call by call the same each time. The route
/// is somebody else's. After every write the invariants are looked at.
/// </summary>
internal sealed class VirtualStage : IAsyncDisposable
{
    public const string Space = "tenant-acme";
    public const string Plugin = "ci-status";

    private readonly SimulatedClock _clock;
    private readonly SkewedTime _skewed;
    private readonly LocalCluster _cluster;
    private readonly HttpClient _http;
    private readonly RolloutInvariants _invariants;
    private HttpClient? _operatorHttp;
    private EventRecorder _events = null!;
    private RolloutReconciler? _reconciler;
    private ObjectiveReconciler? _objectives;

    private VirtualStage(LocalCluster cluster, SimulatedClock clock)
    {
        (_cluster, _clock, _skewed) = (cluster, clock, new SkewedTime(clock));
        _http = Http(new SocketsHttpHandler());
        Client = new KubernetesClient(_http);
        _invariants = new(Client, Key);
    }

    private static readonly ResourceKind[] Kinds =
        [ResourceKind.HttpRoute, ResourceKind.Ingress, ResourceKind.VirtualService, ResourceKind.Service, RolloutNames.PluginRollout];

    public static ResourceKey Key { get; } = new(Space, Plugin);

    public IKubernetesClient Client { get; }

    public LocalCluster Cluster => _cluster;

    public TimeProvider Time => _clock;

    /// <summary>The operator's own connection.</summary>
    public IKubernetesClient OperatorClient { get; private set; } = null!;

    /// <summary>Who the operators to come are; the administrator if nobody else.</summary>
    public string? OperatorToken { private get; set; }

    public MortalHandler Handler { get; private set; } = null!;

    public Leading Leading { get; } = new();

    public SwitchedHolds Holds { get; } = new();

    /// <summary>Where operators measure from the next one on; null is where the spec says.</summary>
    public IMetricSources? Metrics { get; set; }

    /// <summary>What was told of objectives.</summary>
    public CollectedObjectives Objectives { get; } = new();

    public TestLogs<RolloutReconciler> Logs { get; } = new();

    /// <summary>Whether operators to come tell what they decide as Events, too; after each look what was told is written.</summary>
    public bool TellsEvents { get; set; }

    /// <summary>How many rollouts may be under way at once, from the next operator on.</summary>
    public ConcurrencyCaps Caps { get; set; } = ConcurrencyCaps.Default;

    /// <summary>How many seconds pass from look to look.</summary>
    public double Pace { get; set; } = 0.25;

    /// <summary>How far the operator's wall clock is off from now on.</summary>
    public TimeSpan Skew
    {
        set => _skewed.Skew = value;
    }

    /// <summary>The story kills the canary's pods itself: that traffic is on them for a moment is no fault of the operator's.</summary>
    public bool ExpectsCanaryToDie
    {
        set => _invariants.ExpectsCanaryToDie = value;
    }

    /// <summary>An operator at work and the route, as its owner made it; nothing else.</summary>
    public static async Task<VirtualStage> StartAsync(string? rules = null)
    {
        var stage = await EmptyAsync();
        await stage.Client.CreateAsync(ResourceKind.HttpRoute, StageDocuments.Route(rules), CancellationToken.None);
        stage._cluster.RunPending();
        return stage;
    }

    /// <summary>What a person applies, and its first version live.</summary>
    public static async Task<VirtualStage> AppliedAsync(IEnumerable<JsonObject> objects)
    {
        var stage = await EmptyAsync();
        foreach (var applied in objects)
        {
            await stage.Client.CreateAsync(Kinds.Single(kind => kind.Kind == applied.TextAt("kind")), applied, CancellationToken.None);
        }

        stage._cluster.RunPending();
        await stage.UntilAsync("Completed", "1.0.0");
        return stage;
    }

    /// <summary>Version 1.0.0 live.</summary>
    public static async Task<VirtualStage> InstalledAsync(string? rules = null)
    {
        var stage = await StartAsync(rules);
        await stage.Client.CreateAsync(RolloutNames.PluginRollout, StageDocuments.Rollout("1.0.0", """[{"setWeight":100}]"""), CancellationToken.None);
        await stage.UntilAsync("Completed", "1.0.0");
        return stage;
    }

    /// <summary>Version 1.1.0 beside it, with a fifth of the traffic.</summary>
    /// <param name="steps">Of which the first sets the weight to 20.</param>
    public static async Task<VirtualStage> MidCanaryAsync(string steps)
    {
        var stage = await InstalledAsync();
        await stage.UpgradeTo20Async(steps);
        return stage;
    }

    /// <summary>Another operator process takes over, which knows nothing but what is in the cluster.</summary>
    public void Operate(Kill? kill)
    {
        _operatorHttp?.Dispose();
        Handler = new MortalHandler(kill, LookAtAsync);
        _operatorHttp = Http(Handler, OperatorToken);
        var client = new KubernetesClient(_operatorHttp);
        OperatorClient = client;
        _events = new EventRecorder(client, RolloutNames.FieldManager, "one", _clock, new TestLogs<EventRecorder>());
        var sources = Metrics ?? new MetricSources(client, new OtlpMetrics(TimeProvider.System), TimeProvider.System);
        _objectives = new ObjectiveReconciler(client, Leading, sources, Objectives, _skewed, new TestLogs<ObjectiveReconciler>());
        _reconciler = new RolloutReconciler(client, Leading, sources, new CollectedReadings(), TellsEvents ? new DecisionEvents(_events) : new SilentEvents(), Holds, new SteadyTime(_skewed), Logs, new RolloutTurns(Caps));
    }

    /// <summary>One look of the operator; when it dies of it, another one is there for the next look.</summary>
    /// <returns>When it wants to look again.</returns>
    public async Task<TimeSpan?> LookAsync(ResourceKey? other = null)
    {
        TimeSpan? next = null;
        try
        {
            next = await _reconciler!.ReconcileAsync(other ?? Key, CancellationToken.None);
            await _events.FlushAsync(CancellationToken.None);
        }
        catch (HttpRequestException) when (Handler.IsDead)
        {
            Operate(null);
        }
        catch (Exception refused) when (refused is KubernetesException or HttpRequestException or NotLeaderException)
        {
            // It would be looked at again, after a pause: so it is.
        }

        _cluster.RunPending();
        return next;
    }

    /// <summary>Of how many rollouts the operator keeps something in memory.</summary>
    public int Remembered => _reconciler!.Remembered;

    /// <summary>Shows the operator an object as its first list would.</summary>
    public void Show(JsonObject rollout) => _reconciler!.Seen(rollout.Key(), rollout);

    /// <summary>One look at every objective.</summary>
    public async Task LookAtObjectivesAsync()
    {
        foreach (var objective in (await Client.ListAsync(ObjectiveNames.ServiceLevelObjective, Space, null, CancellationToken.None)).Items)
        {
            await _objectives!.LookAsync(objective, CancellationToken.None);
        }
    }

    /// <summary>Lets time pass, with a look at every <see cref="Pace"/>.</summary>
    public async Task PassAsync(double seconds)
    {
        for (var left = seconds; left > 0; left -= Pace)
        {
            await LookAsync();
            _clock.Advance(TimeSpan.FromSeconds(Pace));
            _cluster.RunPending();
            await LookAtAsync();
        }
    }

    /// <summary>Lets time pass with no operator there to look.</summary>
    public void Sleep(double seconds)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        _cluster.RunPending();
    }

    public Task AbortAsync() => OrderAsync("abort");

    /// <summary>What a person says to the revision that is wanted: promote, abort, retry.</summary>
    public async Task OrderAsync(string order)
    {
        var revision = (await StatusAsync()).TextAt("revision");
        await ChangeAsync(rollout => rollout["spec"]![order] = new JsonObject { ["revision"] = revision, ["by"] = "ann", ["id"] = "1" });
    }

    public async Task<JsonObject> UntilAsync(Func<JsonObject, bool> isSo, string what, int seconds = 120)
    {
        for (var i = 0.0; i < seconds; i += Pace)
        {
            if (await StatusAsync() is { } status && isSo(status))
            {
                return status;
            }

            await PassAsync(Pace);
        }

        throw new TimeoutException($"not within {seconds} s of the stage's time: {what}; the status was {(await StatusAsync())?.ToJsonString()}");
    }

    public Task<JsonObject> UntilAsync(string phase, string version) =>
        UntilAsync(status => status.TextAt("phase") == phase && status.TextAt("target", "version") == version, $"{version} is {phase}");

    public async Task<JsonObject?> StatusAsync() => (await FindAsync())?.ObjectAt("status");

    public Task<JsonObject?> FindAsync() => Client.FindAsync(RolloutNames.PluginRollout, Key, CancellationToken.None);

    public async Task<JsonObject> RouteAsync() => (await Client.FindAsync(ResourceKind.HttpRoute, Key, CancellationToken.None))!;

    /// <summary>The cluster, for a process of its own.</summary>
    public Task WriteKubeconfigAsync(string path) => _cluster.WriteKubeconfigAsync(path, CancellationToken.None);

    /// <summary>Lets the cluster's own controllers do what is due.</summary>
    public void Settle() => _cluster.RunPending();

    public Task<JsonObject?> DeploymentAsync(string arm) => Client.FindAsync(ResourceKind.Deployment, new(Space, $"{Plugin}-{arm}"), CancellationToken.None);

    public Task UpgradeAsync(string version, string steps, params (string Name, string Value)[] behavior) =>
        ChangeAsync(rollout => rollout["spec"] = StageDocuments.Rollout(version, steps, behavior)["spec"]!.DeepClone());

    public async Task UpgradeTo20Async(string steps)
    {
        await UpgradeAsync("1.1.0", steps);
        await UntilAsync(status => status.TextAt("target", "version") == "1.1.0" && status.WholeAt("weights", "accepted") == 20, "20 % are accepted");
    }

    public async Task ChangeAsync(Action<JsonObject> change)
    {
        var rollout = (await FindAsync())!;
        change(rollout);
        await Client.ReplaceAsync(RolloutNames.PluginRollout, rollout, CancellationToken.None);
    }

    /// <summary>Asks for another version of what was applied, with everything else as it is.</summary>
    public Task UpgradeAsync(string version, params (string Name, string Value)[] behavior) => ChangeAsync(rollout =>
    {
        rollout["spec"]!["version"] = version;
        var template = rollout["spec"]!["template"]!;
        template["metadata"] = new JsonObject { ["annotations"] = StageDocuments.Behavior(behavior) };
    });

    /// <summary>Requests that no pod has answered, of all since the stage began.</summary>
    public async Task<long> UnservedAsync() => (await _http.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Split('\n')
        .Where(line => line.Contains("code=\"503\"", StringComparison.Ordinal))
        .Sum(line => long.Parse(line.AsSpan(line.LastIndexOf(' ') + 1), System.Globalization.CultureInfo.InvariantCulture));

    public async ValueTask DisposeAsync()
    {
        _operatorHttp?.Dispose();
        _http.Dispose();
        await _cluster.DisposeAsync();
    }

    private static async Task<VirtualStage> EmptyAsync()
    {
        var clock = new SimulatedClock();
        var cluster = await LocalCluster.StartAsync(new LocalClusterOptions { TimeProvider = clock }, NullLoggerFactory.Instance, CancellationToken.None);
        var stage = new VirtualStage(cluster, clock);
        stage.Operate(null);
        await new CrdInstaller(stage.Client, TimeProvider.System, NullLogger<CrdInstaller>.Instance).EnsureAsync(CancellationToken.None);
        await stage.Client.CreateAsync(ResourceKind.Namespace, StageDocuments.Namespace(), CancellationToken.None);
        await stage.Client.CreateAsync(ResourceKind.Service, StageDocuments.LegacyService(), CancellationToken.None);
        cluster.RunPending();
        return stage;
    }

    private Task LookAtAsync()
    {
        _cluster.RunPending();
        return _invariants.CheckAsync();
    }

    private HttpClient Http(HttpMessageHandler handler, string? token = null)
    {
        var http = new HttpClient(handler) { BaseAddress = _cluster.Url, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token ?? _cluster.Token);
        return http;
    }
}
