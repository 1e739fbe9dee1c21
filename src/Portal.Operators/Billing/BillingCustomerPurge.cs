using Portal.Infrastructure.Billing;
using Portal.Infrastructure.Tenancy;
using Portal.Operators.Tenancy;

namespace Portal.Operators.Billing;

/// <summary>Removes the tenant's customer at the payment provider.</summary>
internal sealed class BillingCustomerPurge(BillingCustomers customers) : IPurgeStep
{
    public string Name => "billingCustomer";

    public async Task<string> RemoveAsync(TenantInfo tenant, CancellationToken cancellationToken)
    {
        await customers.RemoveAsync(tenant.Id, cancellationToken);
        return "The customer at the payment provider is gone.";
    }
}
