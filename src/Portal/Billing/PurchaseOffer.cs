using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Billing;
using Portal.Domain.Plugins;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Marketplace;
using Portal.Infrastructure.Plugins;
using Portal.Plugins;

namespace Portal.Billing;

/// <summary>A paid plugin at today's price.</summary>
internal sealed record PurchaseOffer(PluginId Plugin, string Key, string Name, Money Price)
{
    public static async Task<Result<PurchaseOffer>> FindAsync(TenantUnitOfWork work, string? key, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(key))
        {
            return new InvalidFields([new("/plugin", "", "The key of a paid plugin is required, e.g. cost-insights.")]);
        }

        var found = await (
            from plugin in work.Db.Set<PluginRow>().AsNoTracking()
            join listing in work.Db.Set<ListingRow>() on plugin.Id equals listing.PluginId
            where plugin.Key == key && listing.Listed
            select new { plugin.Id, plugin.Name, listing.PriceMinor, listing.Currency }).SingleOrDefaultAsync(cancellationToken);
        return found switch
        {
            null => new PluginUnknown(key),
            { PriceMinor: { } minor, Currency: { } currency } => new PurchaseOffer(found.Id, key, found.Name, new Money(minor, Currency.Parse(currency))),
            _ => new PluginIsFree(key),
        };
    }
}
