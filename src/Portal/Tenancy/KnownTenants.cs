using System.Collections.Concurrent;
using Portal.Domain.Operations;
using Portal.Infrastructure.Tenancy;
using Portal.Operations;

namespace Portal.Tenancy;

/// <summary>
/// Tenants that were found, remembered for two seconds, and forgotten at once when one is announced to have changed: the two seconds are for
/// a replica that does not hear.
/// </summary>
internal sealed class KnownTenants : IDisposable
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, (TenantInfo Tenant, long At)> _known = new(StringComparer.Ordinal);
    private readonly LiveEvents _events;
    private readonly TimeProvider _time;

    public KnownTenants(LiveEvents events, TimeProvider time)
    {
        (_events, _time) = (events, time);
        _events.Announced += Forget;
        _events.Missed += _known.Clear;
    }

    /// <param name="name">What the host names it by.</param>
    public TenantInfo? Find(string name) => _known.TryGetValue(name, out var known) && _time.GetElapsedTime(known.At) < Remembered ? known.Tenant : null;

    /// <summary>Remembers a tenant that was found; none is not remembered, or strangers could fill the memory.</summary>
    public TenantInfo? Keep(string name, TenantInfo? found)
    {
        if (found is not null)
        {
            _known[name] = (found, _time.GetTimestamp());
        }

        return found;
    }

    public void Dispose()
    {
        _events.Announced -= Forget;
        _events.Missed -= _known.Clear;
    }

    private void Forget(LiveEvent happened)
    {
        if (happened.Topic != Topic.Tenant)
        {
            return;
        }

        foreach (var (name, known) in _known)
        {
            if (known.Tenant.Id == happened.Tenant)
            {
                _known.TryRemove(name, out _);
            }
        }
    }
}
