using Microsoft.Extensions.Options;
using Portal.Domain.Access;

namespace Portal.Tenancy.Limits;

/// <summary>How many pages are open in this process, by tenant and by member. Nobody is remembered who has none open.</summary>
internal sealed class CircuitCounts(IOptions<RateLimitOptions> options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);

    /// <summary>Whether one more would be one too many.</summary>
    public bool IsFull(Caller caller)
    {
        lock (_gate)
        {
            return _open.GetValueOrDefault(caller.Principal) >= options.Value.CircuitsPerMember
                || _open.GetValueOrDefault(caller.Tenant.ToString()) >= options.Value.CircuitsPerTenant;
        }
    }

    /// <returns>False when there are as many as there may be.</returns>
    public bool TryOpen(Caller caller)
    {
        lock (_gate)
        {
            if (IsFull(caller))
            {
                return false;
            }

            Add(caller, 1);
            return true;
        }
    }

    public void Close(Caller caller)
    {
        lock (_gate)
        {
            Add(caller, -1);
        }
    }

    private void Add(Caller caller, int change)
    {
        foreach (var key in (string[])[caller.Principal, caller.Tenant.ToString()])
        {
            var open = _open.GetValueOrDefault(key) + change;
            if (open > 0)
            {
                _open[key] = open;
            }
            else
            {
                _open.Remove(key);
            }
        }
    }
}
