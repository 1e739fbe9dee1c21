using System.Net;

namespace Portal.Infrastructure.Billing.Stripe;

/// <summary>The calls to Stripe that Portal makes. Failures are <see cref="StripeException"/>.</summary>
public sealed class StripeClient
{
    private readonly StripeHttp _http;

    internal StripeClient(StripeHttp http) => _http = http;

    /// <param name="name">The tenant's name.</param>
    /// <param name="metadata">For people who look at Stripe; we never read it back.</param>
    /// <param name="idempotencyKey">Names the tenant, so that it gets one customer however often this is tried.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task<StripeCustomer> CreateCustomerAsync(
        string name, IReadOnlyDictionary<string, string> metadata, string idempotencyKey, CancellationToken cancellationToken) =>
        _http.PostAsync("/v1/customers", new StripeForm().Add("name", name).Add("metadata", metadata), idempotencyKey, StripeJson.Default.StripeCustomer, cancellationToken);

    /// <summary>Removes a customer with its payment methods; one that is not there (any more) is fine.</summary>
    public async Task DeleteCustomerAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await _http.DeleteAsync($"/v1/customers/{Uri.EscapeDataString(id)}", StripeJson.Default.StripeCustomer, cancellationToken);
        }
        catch (StripeApiException gone) when (gone.Status == HttpStatusCode.NotFound)
        {
            // An earlier attempt got as far as this.
        }
    }

    public Task<StripeCheckoutSession> CreateCheckoutSessionAsync(CheckoutRequest request, string idempotencyKey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var metadata = new Dictionary<string, string> { ["purchase"] = request.Reference };
        var form = new StripeForm()
            .Add("mode", "payment")
            .Add("customer", request.Customer)
            .Add("client_reference_id", request.Reference)
            .Add("success_url", request.SuccessUrl)
            .Add("cancel_url", request.CancelUrl)
            .Add("line_items[0][quantity]", 1)
            .Add("line_items[0][price_data][currency]", request.Price.Currency.Code.ToLowerInvariant())
            .Add("line_items[0][price_data][unit_amount]", request.Price.Minor)
            .Add("line_items[0][price_data][product_data][name]", request.Item)
            .Add("metadata", metadata)
            .Add("payment_intent_data[metadata]", metadata);
        return _http.PostAsync("/v1/checkout/sessions", form, idempotencyKey, StripeJson.Default.StripeCheckoutSession, cancellationToken);
    }

    /// <summary>The session with its payment, charge and balance transaction.</summary>
    public Task<StripeCheckoutSession> GetCheckoutSessionAsync(string id, CancellationToken cancellationToken) => _http.GetAsync(
        $"/v1/checkout/sessions/{Uri.EscapeDataString(id)}?expand[]=payment_intent.latest_charge.balance_transaction",
        StripeJson.Default.StripeCheckoutSession,
        cancellationToken);

    public Task<StripeEvent> GetEventAsync(string id, CancellationToken cancellationToken) =>
        _http.GetAsync($"/v1/events/{Uri.EscapeDataString(id)}", StripeJson.Default.StripeEvent, cancellationToken);
}
