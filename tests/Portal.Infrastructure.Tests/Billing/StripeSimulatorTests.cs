using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Portal.Domain.Billing;
using Portal.Infrastructure.Billing.Stripe;

namespace Portal.Infrastructure.Tests.Billing;

public sealed class StripeSimulatorTests
{
    private static readonly CheckoutRequest Request = new("", "pur_1", "Cost insights", new Money(1_900, Currency.Eur), "http://acme.localhost/paid?s={CHECKOUT_SESSION_ID}", "http://acme.localhost/back");

    [Fact]
    public async Task Pay_ByAProgram_SettlesWithFeeAndTellsByWebhook()
    {
        await using var world = await StripeWorld.StartAsync(refusals: 1);
        var session = await OpenAsync(world);
        session.Status.ShouldBe("open");
        (await world.Browser.PostAsync(session.Url + "/pay", null)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var paid = await world.Client.GetCheckoutSessionAsync(session.Id, CancellationToken.None);
        (paid.Status, paid.PaymentStatus, paid.AmountTotal, paid.Currency, paid.ClientReferenceId).ShouldBe(("complete", "paid", 1_900, "eur", "pur_1"));
        var cash = paid.PaymentIntent!.LatestCharge!.BalanceTransaction!;
        // 1.5 % of 19.00 is 0.285, and 0.25: 0.535, half up 0.54.
        (cash.Amount, cash.Fee, cash.Net).ShouldBe((1_900, 54, 1_846));

        // One customer event, three of the payment; the first delivery was refused and came again.
        var webhooks = await world.WebhooksAsync(4);
        webhooks.ShouldAllBe(hook => StripeSignature.IsValid(hook.Body, hook.Signature, StripeWorld.WebhookSecret, TimeProvider.System.GetUtcNow()));
        var events = webhooks.Select(hook => JsonNode.Parse(hook.Body)!).ToList();
        events.Select(item => item["type"]!.GetValue<string>()).Order(StringComparer.Ordinal)
            .ShouldBe(["charge.succeeded", "checkout.session.completed", "customer.created", "payment_intent.succeeded"]);
        var completed = events.Single(item => item["type"]!.GetValue<string>() == "checkout.session.completed");
        (await world.Client.GetEventAsync(completed["id"]!.GetValue<string>(), CancellationToken.None)).Data.Object
            .ShouldBe(new StripeEventObject(session.Id, "checkout.session", session.Customer));
    }

    [Fact]
    public async Task Pay_InABrowser_ShowsAPageAndReturnsToTheShop()
    {
        await using var world = await StripeWorld.StartAsync();
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        browser.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        var session = await OpenAsync(world);
        var page = await browser.GetAsync(session.Url);
        (await page.Content.ReadAsStringAsync()).ShouldContain("Local simulation");
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("form-action 'self' http://acme.localhost;");

        (await (await browser.PostAsync(session.Url + "/decline", null)).Content.ReadAsStringAsync()).ShouldContain("The card was declined");
        (await world.Client.GetCheckoutSessionAsync(session.Id, CancellationToken.None)).Status.ShouldBe("open");

        var paid = await browser.PostAsync(session.Url + "/pay", null);
        paid.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        paid.Headers.Location!.ToString().ShouldBe($"http://acme.localhost/paid?s={session.Id}");
        (await browser.PostAsync(session.Url + "/pay", null)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await (await browser.GetAsync(session.Url)).Content.ReadAsStringAsync()).ShouldContain("This payment is closed");
    }

    [Fact]
    public async Task Create_WithTheSameKey_IsOneObjectAlsoAfterARestart()
    {
        await using var world = await StripeWorld.StartAsync();
        var once = await world.Client.CreateCustomerAsync("Acme", new Dictionary<string, string>(), "key-1", CancellationToken.None);
        var address = world.Simulator.Url;
        await world.RestartAsync();
        world.Simulator.Url.ShouldBe(address, "payment pages are remembered by their address");
        (await world.Client.CreateCustomerAsync("Acme", new Dictionary<string, string>(), "key-1", CancellationToken.None)).ShouldBe(once);
        var mismatch = await Should.ThrowAsync<StripeApiException>(() => world.Client.CreateCustomerAsync("Globex", new Dictionary<string, string>(), "key-1", CancellationToken.None));
        (mismatch.Status, mismatch.Type).ShouldBe((HttpStatusCode.BadRequest, "idempotency_error"));
    }

    [Theory]
    [InlineData("mode=payment", "parameter_missing")]
    [InlineData("mode=payment&nonsense=1", "parameter_unknown")]
    [InlineData("mode=payment&customer=cus_none&success_url=http://a.b", "resource_missing")]
    [InlineData("mode=payment&success_url=nowhere&line_items[0][quantity]=1&line_items[0][price_data][currency]=eur&line_items[0][price_data][unit_amount]=1900&line_items[0][price_data][product_data][name]=x", "url_invalid")]
    [InlineData("mode=payment&success_url=http://a.b&line_items[0][quantity]=1&line_items[0][price_data][currency]=eur&line_items[0][price_data][unit_amount]=19.00&line_items[0][price_data][product_data][name]=x", "parameter_invalid_integer")]
    [InlineData("mode=payment&success_url=http://a.b&line_items[0][quantity]=1&line_items[0][price_data][currency]=eur&line_items[0][price_data][unit_amount]=10&line_items[0][price_data][product_data][name]=x", "amount_too_small")]
    public async Task Create_WithBadParameters_AnswersInStripesShape(string form, string code)
    {
        await using var world = await StripeWorld.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(world.Simulator.Url, "/v1/checkout/sessions"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", StripeWorld.Key);
        request.Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        var response = await world.Browser.SendAsync(request);
        ((int)response.StatusCode).ShouldBeInRange(400, 404);
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!["code"]!.GetValue<string>().ShouldBe(code);
    }

    [Fact]
    public async Task Request_WithAnotherKey_IsRefused()
    {
        await using var world = await StripeWorld.StartAsync();
        (await world.Browser.GetAsync(new Uri(world.Simulator.Url, "/v1/events"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Objects_OfEachKind_HaveTheFieldsOfStripesOwnFixtures()
    {
        await using var world = await StripeWorld.StartAsync();
        var session = await OpenAsync(world);
        await world.Browser.PostAsync(session.Url + "/pay", null);
        var fixtures = JsonNode.Parse(await File.ReadAllTextAsync(Fixture()))!.AsObject();
        foreach (var (kind, path) in new Dictionary<string, string>
        {
            ["customer"] = "customers", ["checkout.session"] = "checkout/sessions", ["payment_intent"] = "payment_intents", ["charge"] = "charges",
            ["balance_transaction"] = "balance_transactions", ["event"] = "events",
        })
        {
            var list = await GetAsync(world, $"/v1/{path}?limit=1");
            (list["object"]!.GetValue<string>(), list["url"]!.GetValue<string>()).ShouldBe(("list", $"/v1/{path}"));
            var ours = list["data"]![0]!.AsObject();
            var theirs = fixtures[kind]!.AsObject();
            ours.Select(field => field.Key).Order(StringComparer.Ordinal).ShouldBe(theirs.Select(field => field.Key).Order(StringComparer.Ordinal), kind);
            foreach (var (name, value) in ours.Where(field => field.Value is not null && theirs[field.Key] is not null))
            {
                value!.GetValueKind().ToString().Replace("True", "False", StringComparison.Ordinal)
                    .ShouldBe(theirs[name]!.GetValueKind().ToString().Replace("True", "False", StringComparison.Ordinal), $"{kind}.{name}");
            }
        }
    }

    [Fact]
    public async Task List_InPages_GivesEachEventOnce()
    {
        await using var world = await StripeWorld.StartAsync();
        await world.Browser.PostAsync((await OpenAsync(world)).Url + "/pay", null);
        var (seen, last) = (new List<string>(), "");
        for (var more = true; more;)
        {
            var page = await GetAsync(world, "/v1/events?limit=1" + (last.Length > 0 ? $"&starting_after={last}" : ""));
            last = page["data"]![0]!["id"]!.GetValue<string>();
            seen.Add(last);
            more = page["has_more"]!.GetValue<bool>();
        }

        seen.Distinct().Count().ShouldBe(4);
    }

    private static async Task<StripeCheckoutSession> OpenAsync(StripeWorld world)
    {
        var customer = await world.Client.CreateCustomerAsync("Acme", new Dictionary<string, string>(), Guid.NewGuid().ToString(), CancellationToken.None);
        return await world.Client.CreateCheckoutSessionAsync(Request with { Customer = customer.Id }, Guid.NewGuid().ToString(), CancellationToken.None);
    }

    private static async Task<JsonNode> GetAsync(StripeWorld world, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(world.Simulator.Url, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", StripeWorld.Key);
        using var response = await world.Browser.SendAsync(request);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    private static string Fixture() => Path.Combine(RepositoryFolder.Find(), "tests", "Portal.Infrastructure.Tests", "Fixtures", "stripe-objects.json");
}
