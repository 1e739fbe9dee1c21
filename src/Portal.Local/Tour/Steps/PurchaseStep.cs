using System.Net;
using System.Text.Json.Nodes;

namespace Portal.Local.Tour.Steps;

/// <summary>Buys a plugin: the payment page is Stripe's stand-in, and its webhook tells the portal.</summary>
internal sealed class PurchaseStep : ITourStep
{
    public string Name => "purchase";

    public async Task RunAsync(TourVisit visit, CancellationToken cancellationToken)
    {
        var request = new JsonObject { ["plugin"] = TourVisit.PaidPlugin };
        var purchase = await visit.Tenant.Api.PostAsync("purchases", request, HttpStatusCode.Created, cancellationToken);
        visit.Purchase = purchase.Text("id");
        visit.Secrets.Add($"purchases/{visit.Purchase}");
        await CheckoutPage.PayAsync(new Uri(purchase.Text("checkoutUrl")), cancellationToken);
        await Poll.UntilAsync("the payment", TimeSpan.FromSeconds(20), () => MissingAsync(visit, cancellationToken), cancellationToken);
    }

    private static async Task<string?> MissingAsync(TourVisit visit, CancellationToken cancellationToken)
    {
        var purchase = await visit.Tenant.Api.GetAsync($"purchases/{visit.Purchase}", cancellationToken);
        var entitled = await visit.Database.ScalarAsync<bool>(
            """
            select exists (select from portal.entitlement where tenant_id = $1 and purchase_id = $2 and revoked_at is null)
               and exists (select from portal.journal where tenant_id = $1)
            """,
            cancellationToken,
            visit.TenantId,
            JsonReading.Id(visit.Purchase));
        return purchase.Text("state") == "paid" && entitled ? null : $"the purchase is {purchase.Text("state")}, entitled and posted: {entitled}";
    }
}
