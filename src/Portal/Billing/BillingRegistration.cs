using Portal.Infrastructure.Billing;

namespace Portal.Billing;

internal static class BillingRegistration
{
    public static void AddBilling(this IServiceCollection services)
    {
        services.AddPurchases();
        services.AddSingleton<StartPurchase>();
        services.AddSingleton<PurchaseQueries>();
        services.AddSingleton<LedgerQueries>();
        services.AddSingleton<ReceiveStripeEvent>();
    }
}
