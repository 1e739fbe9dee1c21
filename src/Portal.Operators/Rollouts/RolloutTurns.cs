using System.Text.Json.Nodes;
using Portal.Domain.Rollouts;
using Portal.Domain.Rollouts.Queueing;
using Portal.Operators.Kubernetes;
using Portal.Operators.Rollouts.Documents;

namespace Portal.Operators.Rollouts;

/// <summary>
/// Which rollouts are under way and which wait, of all that this process has seen since it leads. Rebuilt from the objects' own status at the beginning of a term, before
/// any of them is looked at.
/// </summary>
internal sealed class RolloutTurns(ConcurrencyCaps caps)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ResourceKey, QueueEntry> _entries = [];

    /// <summary>Asks for a turn for a rollout that has not begun. Who gets one has it until its status says that it has ended.</summary>
    /// <returns>Where it stands; null when it may begin.</returns>
    public QueuePlace? Ask(JsonObject rollout, RolloutStatus status)
    {
        var key = rollout.Key();
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var known) && known.IsUnderWay)
            {
                return null;
            }

            var entry = Entry(rollout, status, isUnderWay: false);
            _entries[key] = entry;
            if (RolloutQueue.PlaceOf(entry.Name, _entries.Values, caps) is { } place)
            {
                return place;
            }

            // Whoever asks next finds it taken, however soon that is.
            _entries[key] = entry with { IsUnderWay = true };
            return null;
        }
    }

    /// <summary>Takes down how a rollout stands after a look at it, or as it is first seen.</summary>
    public void Note(JsonObject rollout, RolloutStatus status)
    {
        lock (_lock)
        {
            if (HasBegun(status))
            {
                _entries[rollout.Key()] = Entry(rollout, status, isUnderWay: true);
            }
            else if (status.QueuePlace is null)
            {
                // It has ended, or something else holds it: then it takes nobody's place meanwhile.
                _entries.Remove(rollout.Key());
            }
            else
            {
                _entries.TryAdd(rollout.Key(), Entry(rollout, status, isUnderWay: false));
            }
        }
    }

    /// <summary>As its object says; null when that is gone.</summary>
    public void Note(ResourceKey key, JsonObject? rollout)
    {
        if (rollout is not null)
        {
            Note(rollout, StatusDocument.Read(rollout));
            return;
        }

        lock (_lock)
        {
            _entries.Remove(key);
        }
    }

    public void Forget()
    {
        lock (_lock)
        {
            _entries.Clear();
        }
    }

    /// <summary>A new version beside a stable one, from its first pod to its end. A first installation takes no traffic from anybody.</summary>
    private static bool HasBegun(RolloutStatus status) => !status.Phase.IsTerminal() && status.Stable is not null
        && (status.Phase != RolloutPhase.Pending || (status.Target is { } target && status.Canary?.Hash == target.Hash));

    private static QueueEntry Entry(JsonObject rollout, RolloutStatus status, bool isUnderWay)
    {
        var key = rollout.Key();
        return new(key.ToString(), rollout.Label(RolloutNames.TenantLabel) ?? key.Namespace, isUnderWay, status.StartedAt ?? DateTimeOffset.MinValue);
    }
}
