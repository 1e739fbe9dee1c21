using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.Operators.Kubernetes;

/// <summary>The Kubernetes API over HTTP and JSON.</summary>
internal sealed class KubernetesClient(HttpClient http, TimeProvider? clock = null, string? manager = null) : IKubernetesClient
{
    private const int PageSize = 250;
    private const int LargestPodAnswer = 4 * 1024 * 1024;
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PodTimeout = TimeSpan.FromSeconds(3);

    private readonly TimeProvider _time = clock ?? TimeProvider.System;

    public IKubernetesClient As(string fieldManager) => new KubernetesClient(http, clock, fieldManager);

    public async Task<IReadOnlySet<string>> ResourcesAsync(string group, string version, CancellationToken cancellationToken)
    {
        try
        {
            var path = group.Length == 0 ? $"/api/{version}" : $"/apis/{group}/{version}";
            var served = await SendAsync(HttpMethod.Get, path, null, null, cancellationToken);
            return served.ItemsAt("resources").Select(resource => resource.TextAt("name")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        }
        catch (KubernetesException e) when (e.IsNotFound)
        {
            return new HashSet<string>(StringComparer.Ordinal);
        }
    }

    public async Task<JsonObject?> FindAsync(ResourceKind kind, ResourceKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(HttpMethod.Get, kind.Path(key.Namespace, key.Name), null, null, cancellationToken);
        }
        catch (KubernetesException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    public async Task<ResourceList> ListAsync(ResourceKind kind, string? @namespace, string? labelSelector, CancellationToken cancellationToken)
    {
        var items = new List<JsonObject>();
        var version = "";
        await foreach (var page in PagesAsync(kind, @namespace, labelSelector, cancellationToken))
        {
            items.AddRange(page.Items);
            version = page.ResourceVersion;
        }

        return new ResourceList(items, version);
    }

    public async IAsyncEnumerable<ResourceList> PagesAsync(
        ResourceKind kind, string? @namespace, string? labelSelector, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            var query = $"?limit={PageSize}{Selector(labelSelector)}{(next is null ? "" : $"&continue={Uri.EscapeDataString(next)}")}";
            var page = await SendAsync(HttpMethod.Get, kind.Path(@namespace) + query, null, null, cancellationToken);
            next = page.TextAt("metadata", "continue");
            yield return new ResourceList([.. page.ItemsAt("items")], page.ResourceVersion());
        }
        while (!string.IsNullOrEmpty(next));
    }

    public async IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceKind kind, string? @namespace, string? labelSelector, string resourceVersion, TimeSpan timeout, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seconds = Math.Max(1, (int)timeout.TotalSeconds);
        var path = $"{kind.Path(@namespace)}?watch=true&allowWatchBookmarks=true&timeoutSeconds={seconds}&resourceVersion={Uri.EscapeDataString(resourceVersion)}{Selector(labelSelector)}";
        // The server ends the watch after the time asked for. One that has gone silent is ended here.
        using var silence = new CancellationTokenSource(timeout + TimeSpan.FromSeconds(30), _time);
        using var stalled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stalled.Token);
        await ThrowUnlessSuccessAsync(response, stalled.Token);
        await using var stream = await response.Content.ReadAsStreamAsync(stalled.Token);
        using var lines = new StreamReader(stream, Encoding.UTF8);
        while (await lines.ReadLineAsync(stalled.Token) is { } line)
        {
            if (WatchLine.Read(line) is { } change)
            {
                yield return change;
            }
        }
    }

    public Task<JsonObject> CreateAsync(ResourceKind kind, JsonObject resource, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, kind.Path(resource.Key().Namespace) + Manager(), resource, "application/json", cancellationToken);

    public Task<JsonObject> ReplaceAsync(ResourceKind kind, JsonObject resource, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, kind.Path(resource.Key().Namespace, resource.Key().Name) + Manager(), resource, "application/json", cancellationToken);

    public Task<JsonObject> ReplaceStatusAsync(ResourceKind kind, JsonObject resource, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, kind.Path(resource.Key().Namespace, resource.Key().Name, "status") + Manager(), resource, "application/json", cancellationToken);

    public Task<JsonObject> MergePatchAsync(ResourceKind kind, ResourceKey key, JsonObject patch, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Patch, kind.Path(key.Namespace, key.Name) + Manager(), patch, "application/merge-patch+json", cancellationToken);

    public Task<JsonObject> JsonPatchAsync(ResourceKind kind, ResourceKey key, JsonArray operations, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Patch, kind.Path(key.Namespace, key.Name) + Manager(), operations, "application/json-patch+json", cancellationToken);

    public Task<JsonObject> ApplyAsync(ResourceKind kind, JsonObject resource, string fieldManager, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Patch,
            $"{kind.Path(resource.Key().Namespace, resource.Key().Name)}?fieldManager={Uri.EscapeDataString(fieldManager)}&force=true",
            resource,
            "application/apply-patch+yaml",
            cancellationToken);

    public async Task DeleteAsync(ResourceKind kind, ResourceKey key, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(HttpMethod.Delete, $"{kind.Path(key.Namespace, key.Name)}?propagationPolicy=Background", null, null, cancellationToken);
        }
        catch (KubernetesException e) when (e.IsNotFound)
        {
            // Gone is what was wanted.
        }
    }

    public async Task<string> ReadPodAsync(ResourceKey pod, int port, string path, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(PodTimeout);
        var address = ResourceKind.Pod.Path(pod.Namespace) + $"/{Uri.EscapeDataString(pod.Name)}:{port}/proxy{path}";
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
        await ThrowUnlessSuccessAsync(response, deadline.Token);
        await response.Content.LoadIntoBufferAsync(LargestPodAnswer, deadline.Token);
        return await response.Content.ReadAsStringAsync(deadline.Token);
    }

    private string Manager() => manager is null ? "" : $"?fieldManager={Uri.EscapeDataString(manager)}";

    private static string Selector(string? labelSelector) => labelSelector is null ? "" : $"&labelSelector={Uri.EscapeDataString(labelSelector)}";

    private async Task<JsonObject> SendAsync(HttpMethod method, string path, JsonNode? body, string? mediaType, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(RequestTimeout);
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString()));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType!);
        }

        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            await ThrowUnlessSuccessAsync(response, deadline.Token);
            await using var stream = await response.Content.ReadAsStreamAsync(deadline.Token);
            return await JsonNode.ParseAsync(stream, cancellationToken: deadline.Token) as JsonObject
                ?? throw new HttpRequestException($"{method} {path} was answered with something other than an object.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"{method} {path} was not answered in {RequestTimeout.TotalSeconds:0} s.");
        }
        catch (JsonException e)
        {
            throw new HttpRequestException($"{method} {path} was not answered with JSON.", e);
        }
    }

    private static async Task ThrowUnlessSuccessAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        // A refusal is a Status object; a proxy in between may answer with anything.
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        var status = WatchLine.TryParse(text);
        throw new KubernetesException(
            response.StatusCode,
            status.TextAt("reason") ?? response.StatusCode.ToString(),
            status.TextAt("message") ?? $"The API server answered {(int)response.StatusCode}.");
    }
}
