using System.Net;
using Microsoft.Extensions.Options;
using Portal.Domain.Billing;
using Portal.Infrastructure.Billing.Stripe;

namespace Portal.Infrastructure.Tests.Billing;

public sealed class StripeClientTests
{
    private const string Customer = """{"id":"cus_1","object":"customer","email":null,"name":"Acme"}""";
    private const string Failure = """{"error":{"type":"api_error","message":"broken"}}""";

    [Fact]
    public async Task Create_WhenTheFirstAnswersFail_TriesAgainWithTheSameKey()
    {
        await using var server = await ScriptedServer.StartAsync((500, Failure, null), null, (409, Failure, null), (200, Customer, null));
        (await Client(server).CreateCustomerAsync("Acme", new Dictionary<string, string> { ["tenant"] = "ten_1" }, "customer:1", CancellationToken.None)).Id.ShouldBe("cus_1");
        server.Asked.Distinct().ShouldHaveSingleItem().ShouldBe(("/v1/customers", "customer:1", "2026-01-28.clover", "Bearer sk_test_1", "name=Acme&metadata%5Btenant%5D=ten_1"));
        server.Asked.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Create_WhenStripeSaysNotToRetry_Obeys()
    {
        await using var server = await ScriptedServer.StartAsync((500, Failure, ("Stripe-Should-Retry", "false")));
        var failure = await Should.ThrowAsync<StripeApiException>(() => Create(server));
        (failure.Status, failure.Type, server.Asked.Count).ShouldBe((HttpStatusCode.InternalServerError, "api_error", 1));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(402)]
    [InlineData(404)]
    public async Task Create_WhenTheRequestIsAtFault_DoesNotTryAgain(int status)
    {
        var body = """{"error":{"type":"invalid_request_error","code":"parameter_missing","message":"Missing required param: name."}}""";
        await using var server = await ScriptedServer.StartAsync((status, body, ("Request-Id", "req_1")));
        var failure = await Should.ThrowAsync<StripeApiException>(() => Create(server));
        (failure.Code, failure.RequestId, server.Asked.Count).ShouldBe(("parameter_missing", "req_1", 1));
    }

    [Fact]
    public async Task Create_WhenNobodyAnswers_SaysSo()
    {
        await using var server = await ScriptedServer.StartAsync();
        await Should.ThrowAsync<StripeUnreachableException>(() => Create(server));
        server.Asked.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Create_WhenAProxyAnswersWithAPage_IsAnErrorAndNoCrash()
    {
        await using var server = await ScriptedServer.StartAsync((404, "<html>not here</html>", null));
        (await Should.ThrowAsync<StripeApiException>(() => Create(server))).Type.ShouldBe("api_error");
    }

    [Fact]
    public async Task CreateCheckoutSession_OfAPurchase_SendsItInStripesForm()
    {
        await using var server = await ScriptedServer.StartAsync((200, """{"id":"cs_1","status":"open","payment_status":"unpaid","payment_intent":"pi_1"}""", null));
        var request = new CheckoutRequest("cus_1", "pur_1", "Cost insights", new Money(1_900, Currency.Parse("JPY")), "http://a/ok", "http://a/back");
        var session = await Client(server).CreateCheckoutSessionAsync(request, "checkout:pur_1", CancellationToken.None);
        session.PaymentIntent.ShouldBe(StripePaymentIntent.Reference("pi_1"));
        WebUtility.UrlDecode(server.Asked.Single().Body).ShouldBe(
            "mode=payment&customer=cus_1&client_reference_id=pur_1&success_url=http://a/ok&cancel_url=http://a/back&line_items[0][quantity]=1"
            + "&line_items[0][price_data][currency]=jpy&line_items[0][price_data][unit_amount]=1900&line_items[0][price_data][product_data][name]=Cost insights"
            + "&metadata[purchase]=pur_1&payment_intent_data[metadata][purchase]=pur_1");
    }

    [Fact]
    public void Delay_OfEachAttempt_GrowsToItsCapAndHeedsWhatStripeAsks()
    {
        StripeRetry.Delay(1, 1, null).ShouldBe(TimeSpan.FromMilliseconds(500));
        StripeRetry.Delay(3, 0, null).ShouldBe(TimeSpan.FromMilliseconds(1_500));
        StripeRetry.Delay(9, 1, null).ShouldBe(TimeSpan.FromSeconds(5));
        using var asked = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        asked.Headers.RetryAfter = new(TimeSpan.FromSeconds(7));
        StripeRetry.Delay(1, 0, asked).ShouldBe(TimeSpan.FromSeconds(7));
    }

    private static Task<StripeCustomer> Create(ScriptedServer server) =>
        Client(server).CreateCustomerAsync("Acme", new Dictionary<string, string>(), "key", CancellationToken.None);

    private static StripeClient Client(ScriptedServer server) => new(new StripeHttp(
        new HttpClient(), Options.Create(new StripeOptions { BaseUrl = server.Url, SecretKey = "sk_test_1" }), TimeProvider.System));
}
