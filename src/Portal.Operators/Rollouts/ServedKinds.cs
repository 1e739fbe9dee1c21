using System.Net;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts;

/// <summary>What this cluster serves of what rollouts may name, as its discovery says: asked for once, and again now and then where something is missing.</summary>
internal sealed class ServedKinds(IKubernetesClient client, TimeProvider time)
{
    /// <summary>How soon somebody who has installed a definition is noticed.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<ResourceKind, (bool IsServed, long At)> _known = [];

    /// <returns>What is missing, such as <c>HTTPRoute (gateway.networking.k8s.io/v1)</c>; null when it is served.</returns>
    public async Task<string?> FindMissingAsync(ResourceKind kind, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // What is there stays: definitions that are taken away show in the calls themselves.
            if (_known.TryGetValue(kind, out var known) && (known.IsServed || time.GetElapsedTime(known.At) < LookEvery * 0.9))
            {
                return known.IsServed ? null : Words(kind);
            }
        }

        var isServed = await IsServedAsync(kind, cancellationToken);
        lock (_lock)
        {
            _known[kind] = (isServed, time.GetTimestamp());
        }

        return isServed ? null : Words(kind);
    }

    private async Task<bool> IsServedAsync(ResourceKind kind, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.ResourcesAsync(kind.Group, kind.Version, cancellationToken)).Contains(kind.Plural);
        }
        catch (KubernetesException e) when (e.Status == HttpStatusCode.Forbidden)
        {
            return true; // Where somebody has taken discovery away the calls themselves will tell.
        }
    }

    private static string Words(ResourceKind kind) => $"{kind.Kind} ({kind.ApiVersion})";
}
