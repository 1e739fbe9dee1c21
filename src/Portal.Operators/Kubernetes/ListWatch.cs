using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace Portal.Operators.Kubernetes;

/// <summary>
/// Keeps up with a collection: list, then watch from there, and list again when the server no longer knows where "there"
/// was. A deletion that happened while nobody watched is found by comparing the lists.
/// </summary>
/// <param name="client">The cluster.</param>
/// <param name="kind">What to follow.</param>
/// <param name="labelSelector">Only these, or null for all.</param>
/// <param name="changed">Called with every object that is new or different, or, with null, gone.</param>
/// <param name="time">Paces reconnects.</param>
/// <param name="logger">Says why it had to list again.</param>
internal sealed partial class ListWatch(
    IKubernetesClient client,
    ResourceKind kind,
    string? @namespace,
    string? labelSelector,
    Action<ResourceKey, JsonObject?> changed,
    TimeProvider time,
    ILogger logger)
{
    private static readonly TimeSpan NotServedPause = TimeSpan.FromMinutes(1);

    // client-go's reflector: reconnect from 0.8 s up to 30 s; watches of 5 to 10 minutes so that a stalled one ends.
    private readonly Backoff _backoff = new(TimeSpan.FromMilliseconds(800), TimeSpan.FromSeconds(30));
    private readonly Dictionary<ResourceKey, string> _known = [];
    private readonly TaskCompletionSource _listed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _expirations;

    /// <summary>Done when the first list has been seen.</summary>
    public Task Listed => _listed.Task;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        string? version = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                version ??= await ListAsync(cancellationToken);
                version = await WatchAsync(version, cancellationToken);
                _backoff.Reset();
                _expirations = 0;
            }
            catch (KubernetesException e) when (e.IsExpired)
            {
                Expired(logger, kind.Plural);
                version = null;
                // Once is what happens; a server that no longer knows what it has just said is asked less and less often.
                if (++_expirations > 1)
                {
                    await Task.Delay(_backoff.Next(), time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
            catch (KubernetesException e) when (e.IsNotFound)
            {
                // Its definition is not installed; it may be yet.
                NotServed(logger, kind.Plural, NotServedPause.TotalSeconds);
                version = null;
                await Task.Delay(NotServedPause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is HttpRequestException or KubernetesException or IOException or OperationCanceledException)
            {
                var wait = _backoff.Next();
                Interrupted(logger, kind.Plural, e.Message, wait.TotalSeconds);
                // What happened meanwhile is unknown when the server refused: look at everything again.
                version = e is KubernetesException ? null : version;
                await Task.Delay(wait, time, cancellationToken);
            }
        }
    }

    private async Task<string> ListAsync(CancellationToken cancellationToken)
    {
        var gone = _known.Keys.ToHashSet();
        var version = "";
        await foreach (var page in client.PagesAsync(kind, @namespace, labelSelector, cancellationToken))
        {
            version = page.ResourceVersion;
            foreach (var item in page.Items)
            {
                gone.Remove(item.Key());
                Take(item);
            }
        }

        foreach (var key in gone)
        {
            _known.Remove(key);
            changed(key, null);
        }

        _listed.TrySetResult();
        return version;
    }

    private async Task<string> WatchAsync(string version, CancellationToken cancellationToken)
    {
        var duration = TimeSpan.FromSeconds(Random.Shared.Next(300, 600));
        await foreach (var change in client.WatchAsync(kind, @namespace, labelSelector, version, duration, cancellationToken))
        {
            version = change.Resource.ResourceVersion();
            switch (change.Type)
            {
                case WatchEventType.Bookmark:
                    break;
                case WatchEventType.Deleted:
                    _known.Remove(change.Resource.Key());
                    changed(change.Resource.Key(), null);
                    break;
                default:
                    Take(change.Resource);
                    break;
            }
        }

        return version;
    }

    private void Take(JsonObject resource)
    {
        var key = resource.Key();
        var version = resource.ResourceVersion();
        if (_known.TryGetValue(key, out var before) && before == version)
        {
            return;
        }

        // Who owns which field is the server's affair and a third of the object: a write that leaves it out changes nothing of it.
        resource.ObjectAt("metadata")?.Remove("managedFields");
        _known[key] = version;
        changed(key, resource);
    }

    [LoggerMessage(5003, LogLevel.Information, "This cluster does not know {Kind}. Looking again in {Seconds:0} s.")]
    private static partial void NotServed(ILogger logger, string kind, double seconds);

    [LoggerMessage(5001, LogLevel.Debug, "The watch of {Kind} has expired; listing again.")]
    private static partial void Expired(ILogger logger, string kind);

    [LoggerMessage(5002, LogLevel.Warning, "The watch of {Kind} was interrupted: {Reason} Again in {Seconds:0.0} s.")]
    private static partial void Interrupted(ILogger logger, string kind, string reason, double seconds);
}
