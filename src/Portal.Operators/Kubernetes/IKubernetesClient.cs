using System.Text.Json.Nodes;

namespace Portal.Operators.Kubernetes;

/// <summary>What the operator needs of a Kubernetes API server. Every call may throw <see cref="KubernetesException"/> or <see cref="HttpRequestException"/>.</summary>
internal interface IKubernetesClient
{
    /// <summary>The same server, with what is written in the name of a field manager: one for each concern, so that each object says who wanted what of it.</summary>
    IKubernetesClient As(string fieldManager);

    /// <summary>What the server serves of a version of a group, by the plural; empty when it does not know the group.</summary>
    Task<IReadOnlySet<string>> ResourcesAsync(string group, string version, CancellationToken cancellationToken);

    /// <summary>The object, or null when there is none.</summary>
    Task<JsonObject?> FindAsync(ResourceKind kind, ResourceKey key, CancellationToken cancellationToken);

    /// <summary>Everything that matches, page by page in one version: for collections that are too large to hold at once.</summary>
    IAsyncEnumerable<ResourceList> PagesAsync(ResourceKind kind, string? @namespace, string? labelSelector, CancellationToken cancellationToken);

    /// <summary>Everything that matches, in one version.</summary>
    Task<ResourceList> ListAsync(ResourceKind kind, string? @namespace, string? labelSelector, CancellationToken cancellationToken);

    /// <summary>Changes from <paramref name="resourceVersion"/> on, until the server ends the watch.</summary>
    IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceKind kind, string? @namespace, string? labelSelector, string resourceVersion, TimeSpan timeout, CancellationToken cancellationToken);

    Task<JsonObject> CreateAsync(ResourceKind kind, JsonObject resource, CancellationToken cancellationToken);

    /// <summary>Replaces an object, only in the version that it was read in.</summary>
    Task<JsonObject> ReplaceAsync(ResourceKind kind, JsonObject resource, CancellationToken cancellationToken);

    /// <summary>Replaces an object's status, only in the version that it was read in.</summary>
    Task<JsonObject> ReplaceStatusAsync(ResourceKind kind, JsonObject resource, CancellationToken cancellationToken);

    /// <summary>RFC 7386. With <c>metadata.resourceVersion</c> in the patch it applies to that version only.</summary>
    Task<JsonObject> MergePatchAsync(ResourceKind kind, ResourceKey key, JsonObject patch, CancellationToken cancellationToken);

    /// <summary>RFC 6902: all of the operations or none. A <c>test</c> of <c>/metadata/resourceVersion</c> binds it to a version.</summary>
    Task<JsonObject> JsonPatchAsync(ResourceKind kind, ResourceKey key, JsonArray operations, CancellationToken cancellationToken);

    /// <summary>
    /// Server-side apply: states the fields that <paramref name="fieldManager"/> owns. It takes those that somebody else has written, so it is for
    /// objects that are ours.
    /// </summary>
    Task<JsonObject> ApplyAsync(ResourceKind kind, JsonObject resource, string fieldManager, CancellationToken cancellationToken);

    /// <summary>Deletes an object; one that does not exist is fine.</summary>
    Task DeleteAsync(ResourceKind kind, ResourceKey key, CancellationToken cancellationToken);

    /// <summary>GET of a path in a pod, through the API server.</summary>
    Task<string> ReadPodAsync(ResourceKey pod, int port, string path, CancellationToken cancellationToken);
}
