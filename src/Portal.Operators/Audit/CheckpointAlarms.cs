using System.Collections.Concurrent;
using Portal.Domain.Tenancy;

namespace Portal.Operators.Audit;

/// <summary>Tenants whose logs are not signed because they do not continue what was signed before.</summary>
internal sealed class CheckpointAlarms
{
    private readonly ConcurrentDictionary<TenantId, string> _reasons = new();

    public int Count => _reasons.Count;

    public IReadOnlyCollection<TenantId> Tenants => [.. _reasons.Keys];

    /// <returns>Whether it is new.</returns>
    public bool Raise(TenantId tenant, string reason)
    {
        var known = _reasons.TryGetValue(tenant, out var before) && before == reason;
        _reasons[tenant] = reason;
        return !known;
    }

    public void Clear(TenantId tenant) => _reasons.TryRemove(tenant, out _);
}
