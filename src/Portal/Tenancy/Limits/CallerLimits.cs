using Microsoft.Extensions.Options;
using Portal.Domain.Access;
using Portal.Domain.Tenancy;

namespace Portal.Tenancy.Limits;

/// <summary>What a tenant and each of its principals may do, over requests and circuits alike. Knows only tenants and principals that were verified.</summary>
internal sealed class CallerLimits(IOptions<RateLimitOptions> options, IOptions<QuotaOptions> quotas, RequestMeter meter, TimeProvider time)
{
    private const int Capacity = 100_000;
    private readonly BucketTable<TenantId> _tenants = new(Capacity, time);
    private readonly BucketTable<string> _principals = new(Capacity, time);

    public Rate PrincipalRate { get; } = Rate.PerMinute(options.Value.RequestsPerMinutePerPrincipal);

    /// <summary>One action of a circuit, where nothing is known of the tenant but its id.</summary>
    public CallerTake Take(Caller caller) => Take(caller, quotas.Value.ApiRequestsPerMinute);

    /// <summary>Takes one from the tenant's bucket and one from the principal's, or from neither.</summary>
    /// <param name="caller">Who was verified.</param>
    /// <param name="perMinute">The tenant's own limit.</param>
    public CallerTake Take(Caller caller, long perMinute)
    {
        var rate = Rate.PerMinute(perMinute);
        var tenant = _tenants.Take(caller.Tenant, rate);
        var principal = tenant.Allowed ? _principals.Take(caller.Principal, PrincipalRate) : _principals.Look(caller.Principal, PrincipalRate);
        if (tenant.Allowed && !principal.Allowed)
        {
            _tenants.GiveBack(caller.Tenant, rate);
        }

        var taken = new CallerTake(rate, tenant, PrincipalRate, principal);
        meter.Count(caller.Tenant, taken.Refusal is not null);
        return taken;
    }

    /// <summary>Whether the tenant has nothing left, so that a request need not even be authenticated.</summary>
    public RateLimited? Exhausted(TenantId tenant, long perMinute)
    {
        var look = _tenants.Look(tenant, Rate.PerMinute(perMinute));
        if (look.Allowed)
        {
            return null;
        }

        meter.Count(tenant, limited: true);
        return RateLimited.After(CallerTake.Tenant, look.RetryAfter);
    }
}
