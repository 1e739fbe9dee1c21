using System.Text.Json.Nodes;

namespace Portal.Operators.Kubernetes;

/// <summary>Reads as any client does; what is written is answered as if it had been, and goes nowhere.</summary>
internal sealed class ReadOnlyClient(IKubernetesClient inner) : IKubernetesClient
{
    public IKubernetesClient As(string fieldManager) => this;

    public Task<IReadOnlySet<string>> ResourcesAsync(string group, string version, CancellationToken cancellationToken) => inner.ResourcesAsync(group, version, cancellationToken);

    public Task<JsonObject?> FindAsync(ResourceKind kind, ResourceKey key, CancellationToken cancellationToken) => inner.FindAsync(kind, key, cancellationToken);

    public IAsyncEnumerable<ResourceList> PagesAsync(ResourceKind kind, string? @namespace, string? labelSelector, CancellationToken cancellationToken) =>
        inner.PagesAsync(kind, @namespace, labelSelector, cancellationToken);

    public Task<ResourceList> ListAsync(ResourceKind kind, string? @namespace, string? labelSelector, CancellationToken cancellationToken) =>
        inner.ListAsync(kind, @namespace, labelSelector, cancellationToken);

    public IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceKind kind, string? @namespace, string? labelSelector, string resourceVersion, TimeSpan timeout, CancellationToken cancellationToken) =>
        inner.WatchAsync(kind, @namespace, labelSelector, resourceVersion, timeout, cancellationToken);

    public Task<JsonObject> CreateAsync(ResourceKind kind, JsonObject resource, CancellationToken cancellationToken) => Task.FromResult(resource);

    public Task<JsonObject> ReplaceAsync(ResourceKind kind, JsonObject resource, CancellationToken cancellationToken) => Task.FromResult(resource);

    public Task<JsonObject> ReplaceStatusAsync(ResourceKind kind, JsonObject resource, CancellationToken cancellationToken) => Task.FromResult(resource);

    public Task<JsonObject> MergePatchAsync(ResourceKind kind, ResourceKey key, JsonObject patch, CancellationToken cancellationToken) => Task.FromResult(patch);

    public Task<JsonObject> JsonPatchAsync(ResourceKind kind, ResourceKey key, JsonArray patch, CancellationToken cancellationToken) => Task.FromResult(new JsonObject());

    public Task<JsonObject> ApplyAsync(ResourceKind kind, JsonObject resource, string fieldManager, CancellationToken cancellationToken) => Task.FromResult(resource);

    public Task DeleteAsync(ResourceKind kind, ResourceKey key, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string> ReadPodAsync(ResourceKey pod, int port, string path, CancellationToken cancellationToken) => inner.ReadPodAsync(pod, port, path, cancellationToken);
}
