using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Portal.Domain.Tenancy;

namespace Portal.Tenancy.Limits;

/// <summary>How many requests of one tenant are worked on at a time in this process; the rest wait in order, and too many that wait are refused.</summary>
internal sealed class TenantTurns(IOptions<RateLimitOptions> options) : IAsyncDisposable
{
    // Tenants that were found, so as many as there are; those that are quiet go when there are many.
    private const int Many = 1000;
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<TenantId, ConcurrencyLimiter> _limiters = new();

    /// <returns>Dispose when the request is done. Null when too many wait already.</returns>
    public async ValueTask<RateLimitLease?> WaitAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        if (_limiters.Count > Many)
        {
            await ForgetQuietAsync();
        }

        while (true)
        {
            try
            {
                var lease = await _limiters.GetOrAdd(tenant, _ => Make()).AcquireAsync(1, cancellationToken);
                if (lease.IsAcquired)
                {
                    return lease;
                }

                lease.Dispose();
                return null;
            }
            catch (ObjectDisposedException)
            {
                // Forgotten in this very moment: the next one is new.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var limiter in _limiters.Values)
        {
            await limiter.DisposeAsync();
        }
    }

    private ConcurrencyLimiter Make() => new(new()
    {
        PermitLimit = options.Value.ConcurrentRequestsPerTenant,
        QueueLimit = options.Value.WaitingRequestsPerTenant,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    private async Task ForgetQuietAsync()
    {
        foreach (var (tenant, limiter) in _limiters)
        {
            if (limiter.IdleDuration > Quiet && _limiters.TryRemove(new(tenant, limiter)))
            {
                await limiter.DisposeAsync();
            }
        }
    }
}
