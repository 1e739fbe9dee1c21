using System.Collections.Concurrent;
using Portal.Domain.Tenancy;

namespace Portal.Operators.Audit;

/// <summary>Tenants whose logs are not signed: because they do not continue what was signed before, or because it could not be done.</summary>
internal sealed class CheckpointAlarms
{
    private readonly ConcurrentDictionary<TenantId, string> _reasons = new();
    private readonly ConcurrentDictionary<TenantId, bool> _late = new();

    /// <summary>Logs that do not continue what was signed.</summary>
    public int Count => _reasons.Count;

    /// <summary>Logs that could not be looked at.</summary>
    public int LateCount => _late.Count;

    /// <summary>All that have to be looked at again.</summary>
    public IReadOnlyCollection<TenantId> Waiting => [.. _reasons.Keys, .. _late.Keys];

    /// <returns>Whether it is new.</returns>
    public bool Raise(TenantId tenant, string reason)
    {
        var known = _reasons.TryGetValue(tenant, out var before) && before == reason;
        _reasons[tenant] = reason;
        return !known;
    }

    public void Clear(TenantId tenant) => _reasons.TryRemove(tenant, out _);

    public void Late(TenantId tenant) => _late[tenant] = true;

    public void NoLongerLate(TenantId tenant) => _late.TryRemove(tenant, out _);

    public void Clear()
    {
        _reasons.Clear();
        _late.Clear();
    }
}
