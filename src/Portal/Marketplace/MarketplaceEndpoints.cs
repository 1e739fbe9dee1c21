using Portal.Access;
using Portal.Api;
using Portal.Tenancy;

namespace Portal.Marketplace;

internal static class MarketplaceEndpoints
{
    public static void MapMarketplace(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/listings").OnTenantHost().RequireAuthorization().WithTags("Marketplace");
        group.MapGet("", async (ListingQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.ListAsync(context.Caller(), cancellationToken)).ToApi(context)).WithSummary("What the marketplace offers, by name");
        group.MapGet("/{plugin}", async (string plugin, ListingQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.FindAsync(context.Caller(), plugin, cancellationToken)).ToApi(context)).WithSummary("One plugin with its versions");
    }
}
