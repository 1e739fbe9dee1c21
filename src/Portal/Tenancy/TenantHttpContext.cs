using Portal.Infrastructure.Tenancy;

namespace Portal.Tenancy;

internal static class TenantHttpContext
{
    /// <summary>The tenant that the host names; null on the root host.</summary>
    public static TenantInfo? FindTenant(this HttpContext context) => context.Features.Get<TenantFeature>()?.Tenant;
}
