using Portal.Infrastructure.Tenancy;

namespace Portal.Tenancy;

/// <summary>Which tenant a request's host names; set once, by the resolution.</summary>
internal sealed record TenantFeature(TenantInfo Tenant);
