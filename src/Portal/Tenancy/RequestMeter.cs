using Portal.Domain.Tenancy;

namespace Portal.Tenancy;

/// <summary>Counts this process's requests by tenant and minute until they are written. Holds tenants that exist and were active, nothing else.</summary>
internal sealed class RequestMeter(TimeProvider time)
{
    private readonly Lock _gate = new();
    private Dictionary<(TenantId Tenant, DateTimeOffset Minute), (long Requests, long Limited)> _counts = [];

    /// <param name="tenant">One that was found, never one that was only asked for.</param>
    /// <param name="limited">Whether it was refused because a rate was exceeded.</param>
    public void Count(TenantId tenant, bool limited)
    {
        var now = time.GetUtcNow();
        var key = (tenant, new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero));
        lock (_gate)
        {
            var (requests, refused) = _counts.GetValueOrDefault(key);
            _counts[key] = (requests + 1, refused + (limited ? 1 : 0));
        }
    }

    /// <summary>What was counted since the last call.</summary>
    public IReadOnlyList<RequestCount> Take()
    {
        lock (_gate)
        {
            var taken = _counts;
            _counts = [];
            return [.. taken.Select(count => new RequestCount(count.Key.Tenant, count.Key.Minute, count.Value.Requests, count.Value.Limited))];
        }
    }
}
