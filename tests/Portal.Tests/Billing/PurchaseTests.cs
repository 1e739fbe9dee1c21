using System.Net;
using System.Text.Json.Nodes;

namespace Portal.Tests.Billing;

public sealed class PurchaseTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Completed = "checkout.session.completed";

    [Fact]
    public async Task Purchase_OfAPaidPlugin_EndsInEntitlementAndBalancedBooks()
    {
        await using var world = await PaymentWorld.StartAsync(host);
        var tenant = await host.SignUpAsync();
        using (var early = await tenant.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin = "cost-insights" }))
        {
            await early.ShouldBeProblemAsync(HttpStatusCode.Conflict, "entitlement.missing");
        }

        var purchase = await BuyAsync(tenant, "cost-insights");
        ((string?)purchase["state"], purchase["amount"]!.ToJsonString()).ShouldBe(("pending", """{"amount":1900,"currency":"EUR"}"""));
        await world.PayAsync((string)purchase["checkoutUrl"]!);
        var payload = await world.EventAsync(Completed);
        (await world.DeliverAsync(payload)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.SettleAsync(tenant, payload)).Changed.ShouldBeTrue();

        var paid = await tenant.GetAsync($"/api/v1/purchases/{purchase["id"]}");
        ((string?)paid["state"], paid["checkoutUrl"], paid["paidAt"] is null).ShouldBe(("paid", null, false));
        var journal = (await tenant.GetAsync("/api/v1/ledger/journals"))["items"]!.AsArray().ShouldHaveSingleItem()!;
        journal["entries"]!.AsArray().Select(entry => $"{entry!["account"]} {entry["party"]} {entry["amount"]!["amount"]}").ShouldBe(
            ["stripe_clearing  1846", "stripe_fees  54", "publisher_payable ledgerly -1520", "platform_commission  -380"]);
        var balances = (await tenant.GetAsync("/api/v1/ledger/balances"))["items"]!.AsArray();
        balances.Sum(balance => (long)balance!["amount"]!["amount"]!).ShouldBe(0);
        using var install = await tenant.SendAsync(HttpMethod.Post, "/api/v1/installations", new { plugin = "cost-insights" });
        await install.ShouldBeAsync(HttpStatusCode.Accepted);
        using var again = await tenant.SendAsync(HttpMethod.Post, "/api/v1/purchases", new { plugin = "cost-insights" });
        await again.ShouldBeProblemAsync(HttpStatusCode.Conflict, "purchase.exists");
    }

    [Fact]
    public async Task Purchase_AskedForTwice_IsTheSamePurchaseAndPage()
    {
        await using var world = await PaymentWorld.StartAsync(host);
        var tenant = await host.SignUpAsync();
        var purchases = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => BuyAsync(tenant, "feature-flags")));
        purchases.Select(purchase => (string?)purchase["id"]).Distinct().Count().ShouldBe(1);
        purchases.Select(purchase => (string?)purchase["checkoutUrl"]).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Purchase_WhosePageRanOut_BeginsAnew()
    {
        await using var world = await PaymentWorld.StartAsync(host);
        var tenant = await host.SignUpAsync();
        var first = await BuyAsync(tenant, "cost-insights");
        await world.ExpireAsync((string)first["checkoutUrl"]!);
        var second = await BuyAsync(tenant, "cost-insights");
        ((string?)second["id"]).ShouldNotBe((string?)first["id"]);
        ((string?)(await tenant.GetAsync($"/api/v1/purchases/{first["id"]}"))["state"]).ShouldBe("canceled");
        var payload = await world.EventAsync("checkout.session.expired");
        await world.DeliverAsync(payload);
        (await world.SettleAsync(tenant, payload)).Changed.ShouldBeFalse();
    }

    [Fact]
    public async Task Purchase_WhileStripeIsAway_IsUnavailableAndGoesOnLater()
    {
        var tenant = await host.SignUpAsync();
        using (var refused = await tenant.SendAsync(HttpMethod.Post, "/api/v1/purchases", new { plugin = "dora-metrics" }))
        {
            await refused.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "payments.unavailable");
        }

        await using var world = await PaymentWorld.StartAsync(host);
        (await BuyAsync(tenant, "dora-metrics"))["checkoutUrl"].ShouldNotBeNull();
        (await tenant.GetAsync("/api/v1/purchases"))["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("ci-status", "purchase.plugin.free")]
    [InlineData("nothing", "plugin.unknown")]
    [InlineData("", "request.invalid")]
    public async Task Purchase_OfWhatCannotBeBought_IsRefused(string plugin, string code)
    {
        var tenant = await host.SignUpAsync();
        using var response = await tenant.SendAsync(HttpMethod.Post, "/api/v1/purchases", new { plugin });
        await response.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, code);
    }

    [Fact]
    public async Task Purchase_OfAnotherTenant_IsNotThere()
    {
        await using var world = await PaymentWorld.StartAsync(host);
        var (tenant, other) = (await host.SignUpAsync(), await host.SignUpAsync());
        var purchase = await BuyAsync(tenant, "cost-insights");
        using var response = await other.SendAsync(HttpMethod.Get, $"/api/v1/purchases/{purchase["id"]}");
        await response.ShouldBeProblemAsync(HttpStatusCode.NotFound, "resource.not-found");
        (await other.GetAsync("/api/v1/purchases"))["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Webhook_DeliveredManyTimesAtOnce_OrdersOneOperation()
    {
        await using var world = await PaymentWorld.StartAsync(host);
        var tenant = await host.SignUpAsync();
        await world.PayAsync((string)(await BuyAsync(tenant, "cost-insights"))["checkoutUrl"]!);
        var payload = await world.EventAsync(Completed);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => world.DeliverAsync(payload)));
        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        var operations = (await tenant.GetAsync("/api/v1/operations"))["items"]!.AsArray();
        operations.Count(operation => (string?)operation!["kind"] == "billing.stripe-event").ShouldBe(1);
    }

    [Fact]
    public async Task Webhook_NotSignedByStripe_IsRefusedAndKeptNowhere()
    {
        await using var world = await PaymentWorld.StartAsync(host);
        var payload = new JsonObject
        {
            ["id"] = "evt_forged", ["type"] = Completed, ["livemode"] = false, ["created"] = 1, ["data"] = new JsonObject { ["object"] = new JsonObject { ["id"] = "cs_1", ["object"] = "checkout.session" } },
        }.ToJsonString();
        await (await world.DeliverAsync(payload, "t=1,v1=00")).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "webhook.refused");
        var live = payload.Replace("false", "true", StringComparison.Ordinal);
        await (await world.DeliverAsync(live)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "webhook.refused");
        await (await world.DeliverAsync("not json")).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "webhook.refused");
        await using var source = Npgsql.NpgsqlDataSource.Create(host.Database.Superuser);
        await using var command = source.CreateCommand("select count(*) from portal.stripe_event where id = 'evt_forged'");
        (await command.ExecuteScalarAsync()).ShouldBe(0L);
    }

    [Fact]
    public async Task Webhook_OnATenantsHost_IsNotThere()
    {
        await using var world = await PaymentWorld.StartAsync(host);
        var tenant = await host.SignUpAsync();
        (await world.DeliverAsync("{}", host: tenant.Slug)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<JsonObject> BuyAsync(TestTenant tenant, string plugin)
    {
        using var response = await tenant.SendAsync(HttpMethod.Post, "/api/v1/purchases", new { plugin });
        return await response.ShouldBeAsync(HttpStatusCode.Created);
    }
}
