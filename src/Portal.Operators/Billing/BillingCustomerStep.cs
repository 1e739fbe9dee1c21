using Portal.Infrastructure.Billing;
using Portal.Infrastructure.Tenancy;
using Portal.Operators.Tenancy;

namespace Portal.Operators.Billing;

/// <summary>The tenant's customer at the payment provider, where one is configured.</summary>
internal sealed class BillingCustomerStep(BillingCustomers customers) : IProvisioningStep
{
    public string Name => "billing";

    public async Task<string> EnsureAsync(TenantInfo tenant, CancellationToken cancellationToken)
    {
        await customers.EnsureAsync(tenant.Id, tenant.Name, cancellationToken);
        return "The billing customer is there.";
    }
}
