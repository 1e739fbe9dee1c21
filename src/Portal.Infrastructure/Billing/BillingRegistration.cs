using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Infrastructure.Billing.Stripe;

namespace Portal.Infrastructure.Billing;

public static class BillingRegistration
{
    /// <summary>Stripe, its inbox and what settles purchases. Needs the database's registration.</summary>
    public static IServiceCollection AddPurchases(this IServiceCollection services)
    {
        services.AddStripe();
        services.TryAddSingleton<StripeInbox>();
        services.TryAddSingleton<HandleStripeEvent>();
        services.TryAddSingleton<BillingCustomers>();
        return services;
    }
}
