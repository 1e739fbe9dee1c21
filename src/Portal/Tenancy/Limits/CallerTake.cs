using Portal.Domain.Tenancy;

namespace Portal.Tenancy.Limits;

/// <summary>What the buckets of a tenant and of one of its principals said.</summary>
internal sealed record CallerTake(Rate TenantRate, RateAnswer TenantAnswer, Rate PrincipalRate, RateAnswer PrincipalAnswer)
{
    public const string Tenant = "This tenant";
    public const string Principal = "This member or API key";

    /// <summary>Null when there was one to take from each.</summary>
    public RateLimited? Refusal => !TenantAnswer.Allowed ? RateLimited.After(Tenant, TenantAnswer.RetryAfter)
        : !PrincipalAnswer.Allowed ? RateLimited.After(Principal, PrincipalAnswer.RetryAfter)
        : null;
}
