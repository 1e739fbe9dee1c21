using Portal.Domain.Billing;
using Portal.Domain.Plugins;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Billing;

public sealed class EntitlementRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required PluginId PluginId { get; init; }

    public required PurchaseId PurchaseId { get; init; }

    public required DateTimeOffset GrantedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }
}
