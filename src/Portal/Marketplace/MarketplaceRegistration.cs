namespace Portal.Marketplace;

internal static class MarketplaceRegistration
{
    public static void AddMarketplace(this IServiceCollection services) => services.AddSingleton<ListingQueries>();
}
