using Microsoft.EntityFrameworkCore;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Billing.Stripe;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Billing;

/// <summary>A tenant's customer at Stripe, made when it is first needed.</summary>
public sealed class BillingCustomers(StripeClient stripe, TenantUnitOfWorks units)
{
    /// <exception cref="StripeException">Stripe cannot be asked.</exception>
    public async Task<string> EnsureAsync(TenantId tenant, string tenantName, CancellationToken cancellationToken)
    {
        await using (var work = await units.BeginInAnyStateAsync(tenant, cancellationToken))
        {
            var known = await work.Db.Set<BillingCustomerRow>().AsNoTracking().SingleOrDefaultAsync(cancellationToken);
            if (known is not null)
            {
                return known.StripeCustomerId;
            }
        }

        // No transaction is open while we wait for Stripe. The key makes two of these calls one customer.
        var metadata = new Dictionary<string, string> { ["tenant"] = tenant.ToString() };
        var customer = await stripe.CreateCustomerAsync(tenantName, metadata, $"customer:{tenant}", cancellationToken);
        await using var keep = await units.BeginInAnyStateAsync(tenant, cancellationToken);
        await using var insert = keep.Command(
            "insert into billing_customer (tenant_id, stripe_customer_id, created_at) values ($1, $2, $3) on conflict (tenant_id) do nothing");
        insert.Parameters.Add(new() { Value = tenant.Value });
        insert.Parameters.Add(new() { Value = customer.Id });
        insert.Parameters.Add(new() { Value = keep.Now });
        await insert.ExecuteNonQueryAsync(cancellationToken);
        await keep.CommitAsync(cancellationToken);
        return customer.Id;
    }

    /// <summary>Removes the customer at Stripe; our row of it goes with the tenant's other rows. One that is gone already is fine.</summary>
    /// <exception cref="StripeException">Stripe cannot be asked.</exception>
    public async Task RemoveAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        string? customer;
        await using (var work = await units.BeginInAnyStateAsync(tenant, cancellationToken))
        {
            customer = await work.Db.Set<BillingCustomerRow>().AsNoTracking().Select(row => row.StripeCustomerId).SingleOrDefaultAsync(cancellationToken);
        }

        if (customer is not null)
        {
            await stripe.DeleteCustomerAsync(customer, cancellationToken);
        }
    }
}
