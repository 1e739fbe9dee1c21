using Portal.Access;
using Portal.Api;
using Portal.Operations;
using Portal.Tenancy;

namespace Portal.Billing;

internal static class BillingEndpoints
{
    public static void MapBilling(this IEndpointRouteBuilder api)
    {
        var purchases = api.MapGroup("/purchases").OnTenantHost().RequireAuthorization().WithTags("Billing");
        purchases.MapPost("", async (StartPurchaseRequest request, StartPurchase start, HttpContext context, CancellationToken cancellationToken) =>
            (await start.ExecuteAsync(context.Caller(), request, cancellationToken))
                .ToApi(context, made => new(StatusCodes.Status201Created, made, "/api/v1/purchases/" + made.Id)))
            .Idempotent().WithSummary("Buy a plugin: answers with the address of the payment page");
        purchases.MapGet("", async (PurchaseQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.ListAsync(context.Caller(), cancellationToken)).ToApi(context)).WithSummary("Purchases, newest first");
        purchases.MapGet("/{id}", async (string id, PurchaseQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.FindAsync(context.Caller(), id, cancellationToken)).ToApi(context)).WithSummary("One purchase");
        var ledger = api.MapGroup("/ledger").OnTenantHost().RequireAuthorization().WithTags("Billing");
        ledger.MapGet("/journals", async (int? limit, string? cursor, LedgerQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.JournalsAsync(context.Caller(), new(limit, cursor), cancellationToken)).ToApi(context)).WithSummary("Journals, newest first");
        ledger.MapGet("/balances", async (LedgerQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.BalancesAsync(context.Caller(), cancellationToken)).ToApi(context)).WithSummary("What the accounts hold");
    }

    /// <summary>Outside the API: Stripe signs instead of signing in.</summary>
    public static void MapStripeWebhook(this IEndpointRouteBuilder app) => app
        .MapPost("/webhooks/stripe", async (HttpContext context, ReceiveStripeEvent receive, CancellationToken cancellationToken) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, cancellationToken);
            var taken = await receive.ExecuteAsync(
                body.GetBuffer().AsMemory(0, (int)body.Length), context.Request.Headers["Stripe-Signature"], Correlation.Id(context), cancellationToken);
            return taken.ToApi(context, _ => new(StatusCodes.Status200OK, null));
        })
        .OnRootHost().AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
}
