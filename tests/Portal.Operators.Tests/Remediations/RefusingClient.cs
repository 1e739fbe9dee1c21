using System.Text.Json.Nodes;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Tests.Remediations;

/// <summary>A cluster whose quota refuses the canary's further pods: what a real one writes into its Deployment, which the local one does not.</summary>
internal sealed class RefusingClient(IKubernetesClient inner) : IKubernetesClient
{
    public bool IsOn { get; set; }

    public async Task<ResourceList> ListAsync(ResourceKind kind, string? @namespace, string? labelSelector, CancellationToken cancellationToken)
    {
        var list = await inner.ListAsync(kind, @namespace, labelSelector, cancellationToken);
        foreach (var canary in list.Items.Where(item => IsOn && kind == ResourceKind.Deployment && item.Key().Name.EndsWith("-canary", StringComparison.Ordinal)))
        {
            (canary["spec"]!["replicas"], canary["status"]!["replicas"]) = (5, 2);
            canary["status"]!["conditions"] = new JsonArray
            {
                new JsonObject
                {
                    ["type"] = "ReplicaFailure", ["status"] = "True", ["reason"] = "FailedCreate",
                    ["message"] = "pods \"ci-status-canary-x\" is forbidden: exceeded quota: tenant-limits, requested: pods=1, used: pods=10, limited: pods=10",
                },
            };
        }

        return list;
    }

    public IKubernetesClient As(string fieldManager) => inner.As(fieldManager);

    public Task<IReadOnlySet<string>> ResourcesAsync(string group, string version, CancellationToken cancellationToken) => inner.ResourcesAsync(group, version, cancellationToken);

    public IAsyncEnumerable<ResourceList> PagesAsync(ResourceKind kind, string? @namespace, string? labelSelector, CancellationToken cancellationToken) =>
        inner.PagesAsync(kind, @namespace, labelSelector, cancellationToken);

    public Task<JsonObject?> FindAsync(ResourceKind kind, ResourceKey key, CancellationToken cancellationToken) => inner.FindAsync(kind, key, cancellationToken);

    public IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceKind kind, string? @namespace, string? labelSelector, string resourceVersion, TimeSpan timeout, CancellationToken cancellationToken) =>
        inner.WatchAsync(kind, @namespace, labelSelector, resourceVersion, timeout, cancellationToken);

    public Task<JsonObject> CreateAsync(ResourceKind kind, JsonObject resource, CancellationToken cancellationToken) => inner.CreateAsync(kind, resource, cancellationToken);

    public Task<JsonObject> ReplaceAsync(ResourceKind kind, JsonObject resource, CancellationToken cancellationToken) => inner.ReplaceAsync(kind, resource, cancellationToken);

    public Task<JsonObject> ReplaceStatusAsync(ResourceKind kind, JsonObject resource, CancellationToken cancellationToken) => inner.ReplaceStatusAsync(kind, resource, cancellationToken);

    public Task<JsonObject> MergePatchAsync(ResourceKind kind, ResourceKey key, JsonObject patch, CancellationToken cancellationToken) =>
        inner.MergePatchAsync(kind, key, patch, cancellationToken);

    public Task<JsonObject> JsonPatchAsync(ResourceKind kind, ResourceKey key, JsonArray operations, CancellationToken cancellationToken) =>
        inner.JsonPatchAsync(kind, key, operations, cancellationToken);

    public Task<JsonObject> ApplyAsync(ResourceKind kind, JsonObject resource, string fieldManager, CancellationToken cancellationToken) =>
        inner.ApplyAsync(kind, resource, fieldManager, cancellationToken);

    public Task DeleteAsync(ResourceKind kind, ResourceKey key, CancellationToken cancellationToken) => inner.DeleteAsync(kind, key, cancellationToken);

    public Task<string> ReadPodAsync(ResourceKey pod, int port, string path, CancellationToken cancellationToken) => inner.ReadPodAsync(pod, port, path, cancellationToken);
}
