using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Local.Kubernetes;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts;

namespace Portal.Benchmarks.Operator;

/// <summary>A local API server in this process, with a fleet in it, and operators in processes of their own.</summary>
internal sealed class OperatorStage : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string _folder;
    private readonly LocalCluster _cluster;
    private readonly HttpClient _http;
    private readonly List<OperatorProcess> _operators = [];

    private bool _isLast;

    private OperatorStage(string folder, LocalCluster cluster)
    {
        (_folder, _cluster) = (folder, cluster);
        _http = new HttpClient { BaseAddress = cluster.Url, Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = new("Bearer", cluster.Token);
        Client = new KubernetesClient(_http);
        Routes = new RouteWatch(Client);
        cluster.Interception = Log.NoteAsync;
    }

    public LocalCluster Cluster => _cluster;

    /// <summary>The administrator's connection.</summary>
    public IKubernetesClient Client { get; }

    public CallLog Log { get; } = new();

    public RouteWatch Routes { get; }

    /// <summary>What the operators said.</summary>
    public string LogFile => Path.Combine(_folder, "operator.log");

    /// <summary>Thousands of rollouts, live since before; no operator yet.</summary>
    public static async Task<OperatorStage> WithFleetAsync(int count, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("portal-bench-").FullName;
        await using (var first = await StartAsync(folder, keepsState: true, cancellationToken))
        {
            await first.InstallOriginalAsync(cancellationToken);
        }

        var began = Stopwatch.GetTimestamp();
        FleetFile.Multiply(Path.Combine(folder, "cluster.json"), count);
        // Writing the state of thousands to a file again and again is no part of an API server's work.
        var stage = await StartAsync(folder, keepsState: false, cancellationToken);
        stage._isLast = true;
        Console.WriteLine($"a cluster with {count} rollouts, made in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
        return stage;
    }

    public OperatorProcess StartOperator()
    {
        var started = OperatorProcess.Start(Path.Combine(_folder, "kubeconfig"), LogFile);
        _operators.Add(started);
        return started;
    }

    /// <summary>Asks for another version, as the portal does: the spec is replaced.</summary>
    public Task UpgradeAsync(FleetName rollout, string version, string steps, string errorRatio, CancellationToken cancellationToken) =>
        ChangeAsync(rollout, resource => resource["spec"] = FleetDocuments.Spec(version, steps, errorRatio), cancellationToken);

    public async Task ChangeAsync(FleetName rollout, Action<JsonObject> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var resource = await FindAsync(rollout, cancellationToken);
            change(resource);
            try
            {
                await Client.ReplaceAsync(RolloutNames.PluginRollout, resource, cancellationToken);
                return;
            }
            catch (KubernetesException e) when (e.IsConflict)
            {
                // The operator was faster.
            }
        }
    }

    public async Task<JsonObject> FindAsync(FleetName rollout, CancellationToken cancellationToken) =>
        (await Client.FindAsync(RolloutNames.PluginRollout, new(rollout.Namespace, rollout.Name), cancellationToken))!;

    public static async Task UntilAsync(Func<Task<bool>> isSo, string what, CancellationToken cancellationToken)
    {
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < Patience; await Task.Delay(10, cancellationToken))
        {
            if (await isSo())
            {
                return;
            }
        }

        throw new TimeoutException($"not within {Patience.TotalMinutes:0} minutes: {what}");
    }

    public static Task UntilAsync(Func<bool> isSo, string what, CancellationToken cancellationToken) => UntilAsync(() => Task.FromResult(isSo()), what, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var running in _operators)
        {
            await running.DisposeAsync();
        }

        _http.Dispose();
        await _cluster.DisposeAsync();
        if (_isLast)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static async Task<OperatorStage> StartAsync(string folder, bool keepsState, CancellationToken cancellationToken)
    {
        var cluster = await LocalCluster.StartAsync(new LocalClusterOptions { DataFolder = folder, KeepsState = keepsState }, NullLoggerFactory.Instance, cancellationToken);
        await cluster.WriteKubeconfigAsync(Path.Combine(folder, "kubeconfig"), cancellationToken);
        return new OperatorStage(folder, cluster);
    }

    private async Task InstallOriginalAsync(CancellationToken cancellationToken)
    {
        var name = FleetFile.Original;
        var first = StartOperator();
        await UntilAsync(() => first.IsLeadingAsync(cancellationToken), "an operator leads", cancellationToken);
        await Client.CreateAsync(ResourceKind.Namespace, FleetDocuments.Namespace(name.Namespace), cancellationToken);
        await Client.CreateAsync(ResourceKind.HttpRoute, FleetDocuments.Route(name.Namespace, name.Name), cancellationToken);
        await Client.CreateAsync(RolloutNames.PluginRollout, FleetDocuments.Rollout(name.Namespace, name.Name), cancellationToken);
        await UntilAsync(async () => (await FindAsync(name, cancellationToken)).TextAt("status", "phase") == "Completed", "the original is live", cancellationToken);
        // Whatever follows from the end is done, too.
        await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);
    }
}
