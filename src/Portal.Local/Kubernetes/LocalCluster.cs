using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Portal.Local.Kubernetes.Access;
using Portal.Local.Kubernetes.Endpoints;
using Portal.Local.Kubernetes.Faults;
using Portal.Local.Kubernetes.Storage;
using Portal.Local.Kubernetes.Traffic;

namespace Portal.Local.Kubernetes;

/// <summary>
/// A Kubernetes API server on loopback with a toy scheduler and simulated traffic: everything that the operator and
/// <c>kubectl</c> need of a cluster, in this process. Nothing runs in it for real.
/// </summary>
internal sealed class LocalCluster : IAsyncDisposable
{
    private readonly ClusterParts _parts;
    private readonly ApiServer _server;
    private readonly SnapshotWriter? _snapshots;
    private readonly CancellationTokenSource _stopping;
    private int _isDisposed;

    private LocalCluster(ClusterParts parts, ApiServer server, SnapshotWriter? snapshots, CancellationTokenSource stopping, string token)
    {
        (_parts, _server, _snapshots, _stopping) = (parts, server, snapshots, stopping);
        Token = token;
    }

    /// <summary>Address of the API, <c>http://127.0.0.1:PORT</c>.</summary>
    public Uri Url => _server.Url;

    /// <summary>Bearer token that every request but the health checks must carry. It stays the same over restarts.</summary>
    public string Token { get; }

    /// <summary>A token of a service account for an hour of the cluster's clock; null when there is no such account.</summary>
    public string? TokenOf(string inNamespace, string serviceAccount) => _parts.Tokens.Issue(inNamespace, serviceAccount, TimeSpan.FromHours(1))?.Token;

    /// <summary>What a user other than the administrator has asked for so far, whether it was allowed or not.</summary>
    public IReadOnlyCollection<RequestAttributes> UsesOf(string user) => _parts.Record.Of(user);

    /// <summary>Loads the kept state, listens, and returns when requests are answered.</summary>
    public static async Task<LocalCluster> StartAsync(LocalClusterOptions options, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(loggers);
        var token = await TokenAsync(options.DataFolder, cancellationToken);
        var stopping = new CancellationTokenSource();
        var parts = new ClusterParts(options, token, loggers, stopping.Token);
        var file = options.DataFolder is { } folder ? new SnapshotFile(Path.Combine(Path.GetFullPath(folder), "cluster.json")) : null;
        var isKnown = file?.TryLoad(parts.Store) is true;
        var snapshots = file is null || !options.KeepsState ? null : new SnapshotWriter(parts.Store, file, loggers.CreateLogger<SnapshotWriter>());
        parts.Store.Changed = change =>
        {
            parts.Loop.Note(change);
            snapshots?.Note(change);
        };
        foreach (var item in parts.Store.Everything().Items)
        {
            parts.Loop.Note(new StoreChange(ChangeKind.Added, null, item));
        }

        if (!isKnown)
        {
            InitialObjects.Create(parts.Access, options.TimeProvider.GetUtcNow());
        }

        // Definitions are served and known pods are counted before the first request comes in.
        parts.Loop.RunPending();
        var server = await ApiServer.StartAsync(options, parts.Dispatcher.HandleAsync, loggers, cancellationToken);
        parts.Loop.Start();
        return new LocalCluster(parts, server, snapshots, stopping, token);
    }

    /// <summary>Writes a kubeconfig that points at this cluster, readable by its owner only.</summary>
    public Task WriteKubeconfigAsync(string path, CancellationToken cancellationToken) => KubeconfigFile.WriteAsync(path, Url, Token, cancellationToken);

    /// <summary>Runs, now and on the caller's thread, every controller that has something to do: for tests that own the clock.</summary>
    public void RunPending() => _parts.Loop.RunPending();

    /// <summary>Forgets the history of changes, as a compaction of etcd does: watches from an older version get 410 Expired.</summary>
    public void Compact() => _parts.Store.Compact();

    /// <summary>
    /// For tests of clients: stands before every request and may answer, delay or abort it, before or after it took effect.
    /// The second argument goes on with the request.
    /// </summary>
    public Func<HttpContext, Func<Task>, Task>? Interception
    {
        get => _parts.Dispatcher.Interception;
        set => _parts.Dispatcher.Interception = value;
    }

    /// <summary>What goes wrong, by rules: errors, delays, lost requests and answers.</summary>
    public FaultPlan Faults => _parts.Faults;

    /// <summary>Breaks every watch that is open, as a load balancer does that goes away.</summary>
    public void DropWatches() => _parts.Watches.Drop();

    /// <summary>What users have seen so far, by route (<c>namespace</c>, <c>name</c>) and backend service.</summary>
    public IReadOnlyList<(ObjectKey Route, string Backend, RouteTotals Totals)> TrafficTotals() => _parts.Traffic.Totals();

    /// <summary>Ends watches, stops listening and writes the last state.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await _stopping.CancelAsync();
        await _server.DisposeAsync();
        await _parts.Loop.DisposeAsync();
        _snapshots?.Dispose();
        _snapshots?.WriteLast();
        _stopping.Dispose();
    }

    /// <summary>The token is kept, so that a kubeconfig written once stays good.</summary>
    private static async Task<string> TokenAsync(string? folder, CancellationToken cancellationToken)
    {
        var fresh = RandomNumberGenerator.GetHexString(40, lowercase: true);
        if (folder is null)
        {
            return fresh;
        }

        var path = Path.Combine(Path.GetFullPath(folder), "cluster.token");
        if (File.Exists(path) && (await File.ReadAllTextAsync(path, cancellationToken)).Trim() is { Length: > 0 } kept)
        {
            return kept;
        }

        Directory.CreateDirectory(Path.GetFullPath(folder));
        await PrivateFile.WriteAsync(path, fresh, cancellationToken);
        return fresh;
    }
}
