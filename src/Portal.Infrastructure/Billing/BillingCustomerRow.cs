using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Billing;

public sealed class BillingCustomerRow : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required string StripeCustomerId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
