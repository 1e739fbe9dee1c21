using Portal.Domain.Billing;

namespace Portal.Billing.Pages;

/// <summary>A purchase.</summary>
public sealed record PurchaseItem(
    string Id,
    string PluginKey,
    string PluginName,
    PurchaseState State,
    long AmountMinor,
    string Currency,
    string BoughtBy,
    string? CheckoutUrl,
    DateTimeOffset CreatedAt,
    DateTimeOffset? PaidAt);
