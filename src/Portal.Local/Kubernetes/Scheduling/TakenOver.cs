using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Storage;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>
/// Configuration as a proxy has it that tells nobody when it has taken a change over: a while after the objects changed.
/// </summary>
internal sealed class TakenOver
{
    // What ingress-nginx waits between two reloads, about; meshes are no slower.
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    private readonly Dictionary<ObjectKey, (string Version, DateTimeOffset Since)> _seen = [];
    private readonly Dictionary<ObjectKey, IReadOnlyList<JsonObject>> _taken = [];

    /// <summary>What it works by now, and when to ask again if something is still to be taken over.</summary>
    public (IReadOnlyList<JsonObject>? Objects, DateTimeOffset? Again) Of(ObjectKey key, IReadOnlyList<JsonObject> current, DateTimeOffset now)
    {
        var version = string.Concat(current.Select(item => item.ToJsonString()));
        if (!_seen.TryGetValue(key, out var seen) || seen.Version != version)
        {
            seen = (version, now);
            _seen[key] = seen;
        }

        var due = seen.Since + Delay;
        if (now >= due)
        {
            _taken[key] = current;
        }

        return (_taken.GetValueOrDefault(key), now >= due ? null : due);
    }

    public void Forget(ObjectKey key)
    {
        _seen.Remove(key);
        _taken.Remove(key);
    }
}
