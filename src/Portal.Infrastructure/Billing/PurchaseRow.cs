using Portal.Domain.Access;
using Portal.Domain.Billing;
using Portal.Domain.Plugins;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Billing;

public sealed class PurchaseRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required PurchaseId Id { get; init; }

    public required PluginId PluginId { get; init; }

    public required PurchaseState State { get; set; }

    public required long AmountMinor { get; init; }

    public required string Currency { get; init; }

    public string? StripeCheckoutSessionId { get; set; }

    public string? CheckoutUrl { get; set; }

    public required MemberId CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? PaidAt { get; set; }
}
