using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Infrastructure.Billing;
using Portal.Infrastructure.Billing.Stripe;
using Portal.Operators.Operations;
using Portal.Operators.Tenancy;

namespace Portal.Operators.Billing;

internal static class BillingRegistration
{
    /// <summary>Settles purchases, where a payment provider is configured.</summary>
    public static void AddBilling(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[$"{StripeOptions.SectionName}:{nameof(StripeOptions.SecretKey)}"]))
        {
            return;
        }

        builder.Services.AddPurchases();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IOperationHandler, StripeEventHandler>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IProvisioningStep, BillingCustomerStep>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IPurgeStep, BillingCustomerPurge>());
    }
}
