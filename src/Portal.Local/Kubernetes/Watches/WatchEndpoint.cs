using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Portal.Local.Kubernetes.Endpoints;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Resources;
using Portal.Local.Kubernetes.Selectors;
using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Watches;

/// <summary>watch: the state if asked for, then every change, until the client, the timeout or the server ends it.</summary>
internal sealed class WatchEndpoint(ClusterStore store, LocalClusterOptions options, CancellationToken stopping)
{
    private static readonly TimeSpan LongestWatch = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<HttpContext, ResourceType> _open = new();

    /// <summary>Breaks the connections of all that watch now; those who come again are served.</summary>
    public void Drop()
    {
        foreach (var context in _open.Keys)
        {
            context.Abort();
        }
    }

    public async Task WatchAsync(ApiRequest request)
    {
        var clock = options.TimeProvider;
        var fields = FieldSelector.Parse(request.Query("fieldSelector"), request.Type);
        var labels = LabelSelector.Parse(request.Query("labelSelector"));
        var filter = new WatchFilter(request.Path.Namespace, labels, request.Path.Name is { } name ? FieldSelector.Parse("metadata.name=" + name, request.Type) : fields);
        var start = WatchStart.From(request.Query("resourceVersion"), request.Query("sendInitialEvents"));
        var length = request.Number("timeoutSeconds") is { } seconds and > 0 ? TimeSpan.FromSeconds(Math.Min(seconds, 86_400)) : LongestWatch;

        using var timeout = new CancellationTokenSource(length, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, request.Http.RequestAborted, stopping);
        request.Http.Response.ContentType = "application/json";
        await request.Http.Response.StartAsync(end.Token);
        var writer = new EventWriter(request, clock);
        var run = new WatchRun(store, request.Type.Collection, filter, writer, options, request.IsSet("allowWatchBookmarks"));
        _open[request.Http] = request.Type;
        try
        {
            await run.FollowAsync(start, end.Token);
        }
        catch (ApiException error)
        {
            // The stream has begun, so the failure is its last event: that is how a version too old (410) arrives.
            await writer.SendErrorAsync(error, request.Http.RequestAborted);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            if (timeout.IsCancellationRequested && !request.Http.RequestAborted.IsCancellationRequested)
            {
                await run.CloseAsync(request.Http.RequestAborted);
            }
        }
        finally
        {
            _open.TryRemove(request.Http, out _);
        }
    }
}
